package dev.portalledger.command.proof;

import dev.portalledger.command.connection.ExpireConnection;
import dev.portalledger.command.connection.RevokeGrant;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.hubspot.AuthorizerNow;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.Introspection;
import dev.portalledger.command.refresh.DeadGrant;
import dev.portalledger.command.refresh.Suspicions;
import dev.portalledger.command.vault.Current;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends a connection on evidence: one answer of HubSpot's is a suspicion. What is held is read
 * again, for another node may have replaced it, and HubSpot is asked once more; what still is dead
 * then ends, unless too much dies at once.
 */
@Component
class Endings implements Suspicions {

  private static final Logger log = LoggerFactory.getLogger(Endings.class);

  private final ProofRows rows;
  private final Vault vault;
  private final HubSpot hubSpot;
  private final EndingGuard guard;
  private final Commands commands;

  Endings(ProofRows rows, Vault vault, HubSpot hubSpot, EndingGuard guard, Commands commands) {
    this.rows = rows;
    this.vault = vault;
    this.hubSpot = hubSpot;
    this.guard = guard;
    this.commands = commands;
  }

  @Override
  public void deadGrant(
      OrganizationId organization, PortalId portal, int generation, DeadGrant evidence) {
    rows.find(organization, portal)
        .filter(known -> known.state() == Due.State.LIVE && known.generation() == generation)
        .ifPresent(known -> doubt(known, evidence));
  }

  /** While HubSpot is doubted, it is not asked once more for each. */
  private void doubt(Due due, DeadGrant evidence) {
    if (guard.isOpen() && !due.removalSeen()) {
      rows.held(due);
    } else {
      confirm(due, evidence);
    }
  }

  /** The journal told it of a connection that had expired before: nothing is left to ask with. */
  void removed(Due due) {
    revoke(due, RevocationCause.UNINSTALLED_IN_HUBSPOT);
  }

  private void confirm(Due due, DeadGrant evidence) {
    var asked = vault.current(due.organization(), due.portal()).orElse(null);
    if (asked == null) {
      return;
    }
    switch (hubSpot.introspect(asked.tokens().refresh())) {
      case Introspection.Active grant when due.isProvenBy(grant, hubSpot) ->
          rows.proven(due, AuthorizerNow.UNKNOWN);
      case Introspection.Active _ -> rows.failed(due, "OtherGrant", Duration.ZERO);
      case Introspection.Inactive() -> endUnlessReplaced(due, asked, evidence);
      case Introspection.Failed(HubSpotFailure.DeadGrant(var status)) -> {
        if (status.equals("BAD_HUB")) {
          end(due, DeadGrant.HUB_GONE, asked); // whichever token was asked about
        } else {
          endUnlessReplaced(due, asked, evidence);
        }
      }
      case Introspection.Failed(var failure) ->
          rows.failed(due, failure.toString(), Proving.pause(failure));
    }
  }

  /** Looked at once more when it is recorded; here, so that no end is admitted in vain. */
  private void endUnlessReplaced(Due due, Current asked, DeadGrant evidence) {
    boolean isStillHeld =
        vault
            .current(due.organization(), due.portal())
            .filter(now -> now.version() == asked.version())
            .isPresent();
    if (isStillHeld) {
      end(due, evidence, asked);
    } else {
      rows.failed(due, "TokenReplaced", Duration.ZERO);
    }
  }

  /** Two sources that agree, HubSpot's journal and its answer, need no guard. */
  private void end(Due due, DeadGrant evidence, Current asked) {
    if (due.removalSeen()) {
      revoke(due, RevocationCause.UNINSTALLED_IN_HUBSPOT);
    } else if (guard.admits(due)) {
      endOn(evidence, due, asked);
    } else {
      log.info("Portal {} is dead at HubSpot, as are too many; it is held", due.portal());
      rows.held(due);
    }
  }

  private void endOn(DeadGrant evidence, Due due, Current asked) {
    switch (evidence) {
      case REFRESH_TOKEN_REFUSED, INTROSPECTED_DEAD -> expire(due, ExpiryCause.GRANT_DEAD, asked);
      case REFRESH_OUTCOME_LOST -> expire(due, ExpiryCause.REFRESH_OUTCOME_LOST, asked);
      case HUB_GONE -> revoke(due, RevocationCause.PORTAL_GONE);
    }
  }

  private void expire(Due due, ExpiryCause cause, Current asked) {
    var _ =
        commands.send(
            new ExpireConnection(
                due.organization(), due.portal(), due.generation(), cause, asked.version()),
            Commands.SYSTEM);
  }

  private void revoke(Due due, RevocationCause cause) {
    var _ =
        commands.send(
            new RevokeGrant(due.organization(), due.portal(), due.generation(), cause),
            Commands.SYSTEM);
  }
}
