package dev.portalledger.command.vault;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * The right of one caller to ask HubSpot for fresh tokens of one credential, for a while.
 *
 * @param attempt that brought the credential
 * @param version of the credential when the turn was taken
 * @param epoch number of the turn: a later one, and any end of the credential, makes this one void
 * @param token to ask with
 * @param outcomeUnknown HubSpot was asked with this very token before, and its answer was lost
 * @param failures since the last success
 * @param key of the credential; null in the first form
 */
public record Turn(
    CredentialId credential,
    AttemptId attempt,
    OrganizationId organization,
    PortalId portal,
    int generation,
    long version,
    long epoch,
    RefreshToken token,
    boolean outcomeUnknown,
    int failures,
    @Nullable DataKey key) {}
