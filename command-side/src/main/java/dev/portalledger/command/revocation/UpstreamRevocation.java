package dev.portalledger.command.revocation;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.revocation.Revocation.Reason;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Vault;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Revokes at HubSpot what was ended here, again and again until HubSpot confirms. Revoking twice is
 * harmless, so a crash between the call and the note costs one more call.
 */
@Component
class UpstreamRevocation {

  private static final Logger log = LoggerFactory.getLogger(UpstreamRevocation.class);

  private static final int BATCH = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final RevocationRows rows;
  private final Vault vault;
  private final HubSpot hubSpot;
  private final Commands commands;
  private final TransactionOperations transaction;

  UpstreamRevocation(
      RevocationRows rows,
      Vault vault,
      HubSpot hubSpot,
      Commands commands,
      TransactionOperations transaction) {
    this.rows = rows;
    this.vault = vault;
    this.hubSpot = hubSpot;
    this.commands = commands;
    this.transaction = transaction;
  }

  void revokeDue() {
    rows.due(BATCH).forEach(this::tryToRevoke);
  }

  /** One that cannot be done, an unreadable credential say, holds up none of the others. */
  private void tryToRevoke(Revocation revocation) {
    try {
      revoke(revocation);
    } catch (RuntimeException e) {
      var failure = e.getClass().getSimpleName();
      log.error("Revoking credential {} failed ({})", revocation.credential(), failure);
      rows.failed(revocation.credential(), failure, LONGEST_PAUSE);
    }
  }

  private void revoke(Revocation revocation) {
    var credential = revocation.credential();
    if (vault.sharedWithAnotherLiveCredential(credential)) {
      // HubSpot gave the very same token to a connection that lives: revoking would kill that one.
      finish(revocation, "SHARED");
      return;
    }
    vault
        .forRevocation(credential)
        .ifPresentOrElse(token -> revoke(revocation, token), () -> finish(revocation, "CONFIRMED"));
  }

  private void revoke(Revocation revocation, RefreshToken token) {
    switch (hubSpot.revoke(token)) {
      case HubSpot.Revoked.Confirmed() -> finish(revocation, "CONFIRMED");
      case HubSpot.Revoked.Failed(var failure) -> {
        log.warn(
            "HubSpot has not confirmed the revocation of credential {} ({}); tried again later",
            revocation.credential(),
            failure);
        rows.failed(revocation.credential(), failure.toString(), LONGEST_PAUSE);
      }
    }
  }

  /** The confirmation is recorded first: if that fails, the row stays due. */
  private void finish(Revocation revocation, String status) {
    if (revocation.reason() instanceof Reason.Ended ended) {
      var _ = commands.send(revocation.confirmation(ended), Commands.SYSTEM);
    }
    transaction.executeWithoutResult(
        _ -> {
          vault.destroy(revocation.credential());
          rows.finished(revocation.credential(), status);
        });
  }
}
