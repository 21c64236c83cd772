package dev.portalledger.command.refresh;

import dev.portalledger.command.vault.AccessToken;
import java.time.Duration;
import java.time.Instant;

/** What came of asking for a fresh access token. */
public sealed interface Fresh {

  /**
   * A token that works.
   *
   * @param expiresAt on the database's clock
   */
  record Live(AccessToken token, Instant expiresAt, int generation) implements Fresh {}

  /** The organization holds no living credential of this portal. */
  record NotHeld() implements Fresh {}

  /** HubSpot refuses the grant; already told to {@link Suspicions}. */
  record Dead(DeadGrant evidence) implements Fresh {}

  /**
   * HubSpot gave nothing this time, and nothing follows from that for the connection.
   *
   * @param failure its class, never its text
   * @param retryAfter when it makes sense to ask again
   */
  record Unavailable(String failure, Duration retryAfter) implements Fresh {}
}
