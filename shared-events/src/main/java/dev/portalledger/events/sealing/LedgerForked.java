package dev.portalledger.events.sealing;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/**
 * The ledger is not any more what was signed of it, after a restore of an older state for instance,
 * and the operator had it begun once more.
 *
 * @param epoch how many times it was begun; part of the name it is signed under
 * @param signedEvents how many were signed before
 * @param keptEvents how many were left when it was begun once more
 * @param reason the operator's own words
 */
public record LedgerForked(
    OrganizationId organizationId,
    int epoch,
    long signedEvents,
    long keptEvents,
    String reason,
    Instant occurredAt)
    implements SealingEvent {}
