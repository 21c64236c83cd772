package dev.portalledger.command.revocation;

import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.Introspection;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Revokes at HubSpot what was ended here, again and again until HubSpot confirms, and asks later
 * whether the token is dead. Every step may be repeated without harm, so a crash between a call and
 * its note costs one more call.
 */
@Component
class UpstreamRevocation {

  private static final Logger log = LoggerFactory.getLogger(UpstreamRevocation.class);

  private static final int AT_ONCE = 8;

  /** HubSpot is back for at most so long when the last revocation reaches it. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofDays(7);
  private static final Duration PATIENCE_OF_PROBES = Duration.ofDays(1);

  private final RevocationRows rows;
  private final Vault vault;
  private final HubSpot hubSpot;
  private final AppUninstall uninstall;
  private final Settlement settlement;

  UpstreamRevocation(
      RevocationRows rows,
      Vault vault,
      HubSpot hubSpot,
      AppUninstall uninstall,
      Settlement settlement) {
    this.rows = rows;
    this.vault = vault;
    this.hubSpot = hubSpot;
    this.uninstall = uninstall;
    this.settlement = settlement;
  }

  /** Every one whose time has come, a few at once. */
  void revokeDue() {
    List<Revocation> due;
    do {
      due = rows.due(AT_ONCE);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        due.forEach(each -> threads.execute(() -> tryNext(each)));
      }
    } while (due.size() == AT_ONCE);
  }

  /** One that cannot be done, an unreadable credential say, holds up none of the others. */
  private void tryNext(Revocation revocation) {
    try {
      next(revocation);
    } catch (RuntimeException e) {
      var failure = e.getClass().getSimpleName();
      log.error("Revoking credential {} failed ({})", revocation.credential(), failure);
      rows.failed(revocation.credential(), failure, LONGEST_PAUSE);
    }
  }

  private void next(Revocation revocation) {
    switch (revocation.progress().stage()) {
      case UNINSTALL -> uninstall(revocation);
      case REVOKE -> revoke(revocation);
      case PROBE -> probe(revocation);
    }
  }

  private void uninstall(Revocation revocation) {
    switch (uninstall.attempt(revocation)) {
      case AppUninstall.Outcome.Answered(var answer) ->
          settlement.uninstallAnswered(revocation, answer);
      case AppUninstall.Outcome.Later(var failure) -> {
        if (isOver(revocation, PATIENCE)) {
          settlement.uninstallAnswered(revocation, UninstallAnswer.NOT_ANSWERED);
        } else {
          later(revocation, failure.toString());
        }
      }
    }
  }

  private void revoke(Revocation revocation) {
    var credential = revocation.credential();
    if (vault.sharedWithAnotherLiveCredential(credential)) {
      // HubSpot gave the very same token to a connection that lives: revoking would kill that one.
      settlement.notRevoked(revocation, UpstreamRevocationFailure.TOKEN_SHARED);
      return;
    }
    vault
        .forRevocation(credential)
        .ifPresentOrElse(
            token -> revoke(revocation, token), () -> settlement.nothingLeft(revocation));
  }

  private void revoke(Revocation revocation, RefreshToken token) {
    switch (hubSpot.revoke(token)) {
      case HubSpot.Revoked.Confirmed() -> settlement.revoked(revocation);
      case HubSpot.Revoked.Failed(var failure) -> notConfirmed(revocation, failure);
    }
  }

  private void notConfirmed(Revocation revocation, HubSpotFailure failure) {
    if (revocation.progress().age().compareTo(PATIENCE) >= 0) {
      log.error(
          "ALARM: HubSpot has not confirmed the revocation of credential {} for seven days ({});"
              + " it is given up. Whoever removed the portal is told what to do.",
          revocation.credential(),
          failure);
      settlement.notRevoked(revocation, UpstreamRevocationFailure.NOT_CONFIRMED_IN_TIME);
    } else {
      later(revocation, failure.toString());
    }
  }

  /** The token may have come to life again only because HubSpot gave it to a new connection. */
  private void probe(Revocation revocation) {
    var credential = revocation.credential();
    if (vault.sharedWithAnotherLiveCredential(credential)) {
      settlement.probed(revocation, ProbeResult.TOKEN_IN_USE_AGAIN);
      return;
    }
    vault
        .forRevocation(credential)
        .ifPresentOrElse(
            token -> probe(revocation, token), () -> settlement.nothingLeft(revocation));
  }

  private void probe(Revocation revocation, RefreshToken token) {
    switch (hubSpot.introspect(token)) {
      case Introspection.Inactive(), Introspection.Failed(HubSpotFailure.DeadGrant _) ->
          settlement.probed(revocation, ProbeResult.DEAD);
      case Introspection.Active _ -> livesOn(revocation);
      case Introspection.Failed(var failure) -> {
        if (isOver(revocation, PATIENCE_OF_PROBES)) {
          settlement.probed(revocation, ProbeResult.NOT_ANSWERED);
        } else {
          later(revocation, failure.toString());
        }
      }
    }
  }

  /** HubSpot confirmed what it had not done: it is told again. */
  private void livesOn(Revocation revocation) {
    log.error(
        "ALARM: HubSpot confirmed the revocation of credential {}, and its token lives",
        revocation.credential());
    if (revocation.progress().age().compareTo(PATIENCE) >= 0) {
      settlement.probed(revocation, ProbeResult.ALIVE);
    } else {
      rows.enter(revocation.credential(), Stage.REVOKE, LONGEST_PAUSE);
    }
  }

  private void later(Revocation revocation, String failure) {
    log.warn(
        "HubSpot did not take the next step for credential {} ({}); tried again later",
        revocation.credential(),
        failure);
    rows.failed(revocation.credential(), failure, LONGEST_PAUSE);
  }

  private static boolean isOver(Revocation revocation, Duration patience) {
    return revocation.progress().inStage().compareTo(patience) >= 0;
  }
}
