package dev.portalledger.events.sealing;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** What whoever checks the ledger has to know of how it is signed. */
public sealed interface SealingEvent permits LedgerForked, SigningKeyAnnounced {

  OrganizationId organizationId();

  Instant occurredAt();
}
