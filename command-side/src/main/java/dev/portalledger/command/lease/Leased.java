package dev.portalledger.command.lease;

import dev.portalledger.events.lease.LeaseId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What came of asking for a lease. */
sealed interface Leased {

  /** Recorded for good; the bearer's token is told once and kept nowhere. */
  record Granted(
      LeaseId id,
      int generation,
      List<String> scopes,
      Bearer bearer,
      Instant expiresAt,
      Duration life)
      implements Leased {}

  /** The token lives too short a while to be handed out. */
  record TooShort() implements Leased {}

  /** No credential of the organization's lives. */
  record NotHeld() implements Leased {}

  /** This very request was granted before; its token is gone. */
  record GrantedBefore(LeaseId id) implements Leased {}

  /** The idempotency key came before, with another request. */
  record OtherRequest() implements Leased {}

  /** A secret that prints as nothing. */
  record Bearer(String value) {

    @Override
    public String toString() {
      return "Bearer[redacted]";
    }
  }
}
