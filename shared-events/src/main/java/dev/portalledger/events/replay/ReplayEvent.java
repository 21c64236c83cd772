package dev.portalledger.events.replay;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;

/**
 * That history was read again, by whom and what for. A stream is {@code Requested} (sequence 0) and
 * at most one {@code Cancelled} (sequence 1).
 */
public sealed interface ReplayEvent extends LedgerEvent permits ReplayRequested, ReplayCancelled {

  ReplayId replayId();

  OrganizationId organizationId();
}
