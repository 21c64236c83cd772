package dev.portalledger.events.sealing;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/**
 * From here on the ledger is signed with another key as well, and after a while with that one only.
 *
 * @param publicKey what checkpoints are verified with from now on, c2sp.org/signed-note
 */
public record SigningKeyAnnounced(
    OrganizationId organizationId, String publicKey, Instant occurredAt) implements SealingEvent {}
