package dev.portalledger.events.retention;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;

/** That bodies of old events are not there any more. Each dropping is a stream of its own. */
public sealed interface RetentionEvent extends LedgerEvent permits RetentionApplied {

  RetentionId retentionId();

  OrganizationId organizationId();
}
