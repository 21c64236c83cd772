package dev.portalledger.command.hubspot;

import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks HubSpot for a fresh access token. Ends within {@code ledger.hubspot.refresh.deadline}, all
 * tries counted, and never throws for anything HubSpot does. MUST NOT be called within a database
 * transaction.
 */
public interface TokenRefresh {

  Refreshed refresh(RefreshToken token);

  /** The outcome of a refresh. */
  sealed interface Refreshed {

    /**
     * Fresh tokens.
     *
     * @param life what is left of the access token, the time of the call taken off
     * @param rotated the refresh token to use from now on; null if HubSpot sent none
     * @param hubId whose they are; null if HubSpot did not say
     */
    record Granted(
        AccessToken access, Duration life, @Nullable RefreshToken rotated, @Nullable Long hubId)
        implements Refreshed {}

    /**
     * Nothing came of it.
     *
     * @param outcomeKnown false if HubSpot may have acted, and only its answer is lost
     */
    record Failed(HubSpotFailure failure, boolean outcomeKnown) implements Refreshed {}
  }
}
