package dev.portalledger.command.revocation;

import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.TokenRefresh;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Failed;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Granted;
import dev.portalledger.command.revocation.Revocation.Reason;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.UninstallAnswer;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.IdGenerator;

/**
 * Removes the app from a portal, for whoever removed the connection and asked for it. Nobody else
 * may lose by it, so a portal that is connected again keeps the app.
 */
@Component
class AppUninstall {

  /** What came of one attempt. */
  sealed interface Outcome {

    record Answered(UninstallAnswer answer) implements Outcome {}

    record Later(HubSpotFailure failure) implements Outcome {}
  }

  /** While HubSpot gives access but does not remove the app, revoking waits for no more calls. */
  private static final int MOST_CALLS = 3;

  private final Vault vault;
  private final HubSpot hubSpot;
  private final TokenRefresh refresh;
  private final RevocationRows rows;
  private final Revocations revocations;
  private final TransactionOperations transaction;
  private final IdGenerator ids;
  private final Clock clock;

  AppUninstall(
      Vault vault,
      HubSpot hubSpot,
      TokenRefresh refresh,
      RevocationRows rows,
      Revocations revocations,
      TransactionOperations transaction,
      IdGenerator ids,
      Clock clock) {
    this.vault = vault;
    this.hubSpot = hubSpot;
    this.refresh = refresh;
    this.rows = rows;
    this.revocations = revocations;
    this.transaction = transaction;
    this.ids = ids;
    this.clock = clock;
  }

  Outcome attempt(Revocation revocation) {
    if (isTaken(revocation)) {
      return new Outcome.Answered(UninstallAnswer.PORTAL_IN_USE);
    }
    return vault
        .forRevocation(revocation.credential())
        .map(token -> attempt(revocation, token))
        .orElseGet(() -> new Outcome.Answered(UninstallAnswer.NO_ACCESS_LEFT));
  }

  private Outcome attempt(Revocation revocation, RefreshToken token) {
    return switch (refresh.refresh(token)) {
      case Granted granted -> {
        revokeRotated(revocation, token, granted);
        yield isTaken(revocation)
            ? new Outcome.Answered(UninstallAnswer.PORTAL_IN_USE)
            : remove(revocation, granted.access());
      }
      case Failed(HubSpotFailure.DeadGrant _, _) ->
          new Outcome.Answered(
              revocation.progress().uninstallCalls() > 0
                  ? UninstallAnswer.UNINSTALLED // by the call before, whose answer was lost
                  : UninstallAnswer.NO_ACCESS_LEFT);
      case Failed(var failure, _) -> new Outcome.Later(failure);
    };
  }

  private Outcome remove(Revocation revocation, AccessToken access) {
    rows.calledToUninstall(revocation.credential());
    return switch (hubSpot.uninstall(access)) {
      case HubSpot.Uninstalled.Confirmed() -> new Outcome.Answered(UninstallAnswer.UNINSTALLED);
      case HubSpot.Uninstalled.Failed(HubSpotFailure.OurFault _),
          HubSpot.Uninstalled.Failed(HubSpotFailure.DeadGrant _) ->
          new Outcome.Answered(UninstallAnswer.REFUSED);
      case HubSpot.Uninstalled.Failed(var failure) ->
          revocation.progress().uninstallCalls() + 1 < MOST_CALLS
              ? new Outcome.Later(failure)
              : new Outcome.Answered(UninstallAnswer.NOT_ANSWERED);
    };
  }

  private boolean isTaken(Revocation revocation) {
    return vault.sharedWithAnotherLiveCredential(revocation.credential())
        || (revocation.reason() instanceof Reason.Ended ended && vault.isInUse(ended.portal()));
  }

  /** Where HubSpot rotates refresh tokens there now are two, and both have to end. */
  private void revokeRotated(Revocation revocation, RefreshToken token, Granted granted) {
    var rotated = granted.rotated();
    if (rotated == null || rotated.equals(token)) {
      return;
    }
    var attempt = new AttemptId("refresh-to-uninstall-" + ids.generateId());
    var expiry = clock.instant().plus(granted.life());
    vault.keepPending(
        attempt, revocation.organization(), new Tokens(granted.access(), expiry, rotated));
    transaction.executeWithoutResult(_ -> revocations.notTaken(attempt, revocation.organization()));
  }
}
