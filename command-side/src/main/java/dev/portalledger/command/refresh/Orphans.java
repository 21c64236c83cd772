package dev.portalledger.command.refresh;

import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Granted;
import dev.portalledger.command.revocation.Revocations;
import dev.portalledger.command.vault.PendingCredential;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Turn;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.IdGenerator;

/**
 * Refresh tokens that HubSpot gave to a turn that was void by then: the connection ended, was
 * reconnected, or somebody took over. No connection lives on them, so they are revoked.
 */
@Component
class Orphans {

  private static final String PREFIX = "refresh-";

  private final Vault vault;
  private final Revocations revocations;
  private final TransactionOperations transaction;
  private final IdGenerator ids;
  private final Clock clock;

  Orphans(
      Vault vault,
      Revocations revocations,
      TransactionOperations transaction,
      IdGenerator ids,
      Clock clock) {
    this.vault = vault;
    this.revocations = revocations;
    this.transaction = transaction;
    this.ids = ids;
    this.clock = clock;
  }

  /** Nothing to do if HubSpot sent the token that was asked with: that one has its keeper. */
  void revoke(Turn turn, Granted granted) {
    var rotated = granted.rotated();
    if (rotated == null || rotated.equals(turn.token())) {
      return;
    }
    var attempt = new AttemptId(PREFIX + ids.generateId());
    var expiry = clock.instant().plus(granted.life());
    vault.keepPending(attempt, turn.organization(), new Tokens(granted.access(), expiry, rotated));
    transaction.executeWithoutResult(_ -> revocations.notTaken(attempt, turn.organization()));
  }

  /** Those whose process died between the two steps. */
  void finish(Duration age) {
    vault.pendingOlderThan(age).stream()
        .filter(pending -> pending.attempt().value().startsWith(PREFIX))
        .forEach(this::finish);
  }

  private void finish(PendingCredential pending) {
    transaction.executeWithoutResult(
        _ -> revocations.notTaken(pending.attempt(), pending.organization()));
  }
}
