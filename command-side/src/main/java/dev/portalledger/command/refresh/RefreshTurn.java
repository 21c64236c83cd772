package dev.portalledger.command.refresh;

import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.RefreshSettings;
import dev.portalledger.command.hubspot.TokenRefresh;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Failed;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Granted;
import dev.portalledger.command.vault.CredentialUnreadable;
import dev.portalledger.command.vault.Held;
import dev.portalledger.command.vault.Turn;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.command.vault.Turns.Place;
import dev.portalledger.command.vault.Turns.Want;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes the turn and asks HubSpot, or waits for whoever has the turn. Between the two statements
 * that take and end a turn nothing of the database is held.
 */
@Component
class RefreshTurn {

  static final Fresh STILL_BEING_REFRESHED =
      new Fresh.Unavailable("BEING_REFRESHED", Duration.ofSeconds(2));

  private static final Logger log = LoggerFactory.getLogger(RefreshTurn.class);

  private static final Duration WHILE_UNREADABLE = Duration.ofMinutes(1);

  private final Turns turns;
  private final TokenRefresh hubSpot;
  private final Settling settling;
  private final Orphans orphans;
  private final Suspicions suspicions;
  private final RefreshSettings settings;
  private final RefreshMeters meters;

  RefreshTurn(
      Turns turns,
      TokenRefresh hubSpot,
      Settling settling,
      Orphans orphans,
      Suspicions suspicions,
      RefreshSettings settings,
      RefreshMeters meters) {
    this.turns = turns;
    this.hubSpot = hubSpot;
    this.settling = settling;
    this.orphans = orphans;
    this.suspicions = suspicions;
    this.settings = settings;
    this.meters = meters;
  }

  Fresh ask(Place place, Want want) {
    var waiting = new Waiting(settings.patience());
    while (!waiting.isOver()) {
      var fresh = attempt(place, want, waiting);
      if (fresh.isPresent()) {
        return fresh.get();
      }
    }
    return STILL_BEING_REFRESHED;
  }

  /** Empty if the state of things has changed meanwhile, and everything has to be asked anew. */
  private Optional<Fresh> attempt(Place place, Want want, Waiting waiting) {
    try {
      return turns
          .take(place.organization(), place.portal(), want, settings.lease())
          .map(turn -> use(turn, waiting))
          .orElseGet(() -> look(place, want, waiting));
    } catch (CredentialUnreadable _) {
      return Optional.of(new Fresh.Unavailable("CREDENTIAL_UNREADABLE", WHILE_UNREADABLE));
    }
  }

  private Optional<Fresh> look(Place place, Want want, Waiting waiting) {
    var held = turns.held(place.organization(), place.portal()).orElse(null);
    if (held == null) {
      return Optional.of(new Fresh.NotHeld());
    }
    if (has(held, want) || FencedRefresh.isEnough(held, want)) {
      return Optional.of(FencedRefresh.live(held));
    }
    if (held.beingRefreshed()) {
      settling.await(place.portal(), waiting.rest());
      return Optional.empty();
    }
    return held.pause().isPositive()
        ? Optional.of(new Fresh.Unavailable("PAUSED_AFTER_FAILURE", held.pause()))
        : Optional.empty();
  }

  private static boolean has(Held held, Want want) {
    return switch (want) {
      case Want.Life(var life) -> held.livesFor(life);
      case Want.Beyond(var version) -> held.version() > version;
    };
  }

  private Optional<Fresh> use(Turn turn, Waiting waiting) {
    var refreshed = hubSpot.refresh(turn.token());
    meters.count(refreshed);
    return switch (refreshed) {
      case Granted granted when isOfAnother(turn, granted) -> refuse(turn);
      case Granted granted -> keep(turn, granted);
      case Failed(HubSpotFailure.DeadGrant dead, _) -> suspect(turn, evidence(turn, dead));
      case Failed failed -> giveBack(turn, failed, waiting);
    };
  }

  private static boolean isOfAnother(Turn turn, Granted granted) {
    return granted.hubId() != null && granted.hubId() != turn.portal().value();
  }

  /** What belongs to another portal is neither used nor revoked: its own connection lives on it. */
  private Optional<Fresh> refuse(Turn turn) {
    log.error(
        "security event: HubSpot answered portal {} with the tokens of another; they were not used",
        turn.portal());
    return turns.giveBack(turn, turn.outcomeUnknown(), WHILE_UNREADABLE)
        ? Optional.of(new Fresh.Unavailable("OTHER_PORTAL", WHILE_UNREADABLE))
        : Optional.empty();
  }

  private Optional<Fresh> keep(Turn turn, Granted granted) {
    var kept = turns.keep(turn, granted.access(), granted.life(), granted.rotated());
    if (kept.isEmpty()) {
      orphans.revoke(turn, granted);
    }
    return kept.map(until -> new Fresh.Live(granted.access(), until, turn.generation()));
  }

  private Optional<Fresh> suspect(Turn turn, DeadGrant evidence) {
    if (!turns.giveBack(turn, turn.outcomeUnknown(), Pauses.AFTER_A_DEAD_GRANT)) {
      return Optional.empty();
    }
    suspicions.deadGrant(turn.organization(), turn.portal(), turn.generation(), evidence);
    return Optional.of(new Fresh.Dead(evidence));
  }

  /** What was asked with was asked with before, and the answer was lost: it was answered well. */
  private static DeadGrant evidence(Turn turn, HubSpotFailure.DeadGrant dead) {
    if (dead.status().equals("BAD_HUB")) {
      return DeadGrant.HUB_GONE;
    }
    return turn.outcomeUnknown() ? DeadGrant.REFRESH_OUTCOME_LOST : DeadGrant.REFRESH_TOKEN_REFUSED;
  }

  /** A lost answer is asked for once more, at once if there is time. */
  private Optional<Fresh> giveBack(Turn turn, Failed failed, Waiting waiting) {
    boolean lost = !failed.outcomeKnown();
    boolean onceMore =
        lost && !turn.outcomeUnknown() && waiting.rest().compareTo(settings.deadline()) > 0;
    var pause = onceMore ? Duration.ZERO : Pauses.after(failed.failure(), turn.failures());
    if (!turns.giveBack(turn, lost || turn.outcomeUnknown(), pause) || onceMore) {
      return Optional.empty();
    }
    return Optional.of(new Fresh.Unavailable(failed.failure().getClass().getSimpleName(), pause));
  }
}
