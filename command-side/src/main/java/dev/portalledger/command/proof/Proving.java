package dev.portalledger.command.proof;

import dev.portalledger.command.hubspot.AuthorizerNow;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.Introspection;
import dev.portalledger.command.refresh.Fresh;
import dev.portalledger.command.refresh.FreshTokens;
import dev.portalledger.command.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks HubSpot about the connections whose turn it is. */
@Component
class Proving {

  private static final Logger log = LoggerFactory.getLogger(Proving.class);

  private final ProofRows rows;
  private final Vault vault;
  private final HubSpot hubSpot;
  private final FreshTokens fresh;
  private final Authorizers authorizers;
  private final Endings endings;
  private final EndingGuard guard;

  Proving(
      ProofRows rows,
      Vault vault,
      HubSpot hubSpot,
      FreshTokens fresh,
      Authorizers authorizers,
      Endings endings,
      EndingGuard guard) {
    this.rows = rows;
    this.vault = vault;
    this.hubSpot = hubSpot;
    this.fresh = fresh;
    this.authorizers = authorizers;
    this.endings = endings;
    this.guard = guard;
  }

  /** One round of a lane, all of it at once; returns the pace of its next. */
  Pace prove(Pace pace) {
    guard.reconsider();
    var due = rows.claim(pace.next());
    return pace.after(due.size(), due.size() - answered(due));
  }

  private int answered(List<Due> due) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var proofs = due.stream().<Callable<Boolean>>map(each -> () -> tryToProve(each)).toList();
      return (int) threads.invokeAll(proofs).stream().filter(Proving::wasAnswered).count();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return due.size();
    }
  }

  private static boolean wasAnswered(Future<Boolean> proof) {
    try {
      return proof.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that cannot be done, an unreadable credential say, holds up none of the others. */
  private boolean tryToProve(Due due) {
    try {
      return prove(due);
    } catch (RuntimeException e) {
      log.error("Proving portal {} failed ({})", due.portal(), e.getClass().getSimpleName());
      rows.failed(due, e.getClass().getSimpleName(), Duration.ZERO);
      return true;
    }
  }

  /** Whether HubSpot gave an answer, whatever it was. */
  private boolean prove(Due due) {
    return switch (due.state()) {
      case LIVE -> ask(due);
      case EXPIRED, ENDED -> {
        if (due.removalSeen()) {
          endings.removed(due);
        }
        rows.rests(due);
        yield true;
      }
    };
  }

  private boolean ask(Due due) {
    var tokens = vault.active(due.organization(), due.portal()).orElse(null);
    if (tokens == null) {
      return true; // it ended meanwhile, and its row says so
    }
    return switch (hubSpot.introspect(tokens.refresh())) {
      case Introspection.Active grant when due.isProvenBy(grant, hubSpot) -> {
        rows.proven(due, authorizers.now(due, grant));
        yield true;
      }
      case Introspection.Active _ -> failed(due, new HubSpotFailure.Unreadable());
      case Introspection.Inactive() -> askOnceMore(due);
      case Introspection.Failed(HubSpotFailure.DeadGrant _) -> askOnceMore(due);
      case Introspection.Failed(var failure) -> failed(due, failure);
    };
  }

  /**
   * HubSpot says no, perhaps only because the token was replaced meanwhile. So the token endpoint
   * is asked too, one caller at a time; it also tells a portal that is gone.
   */
  private boolean askOnceMore(Due due) {
    if (guard.isOpen() && !due.removalSeen()) {
      rows.held(due);
      return true;
    }
    return switch (fresh.refreshNow(due.organization(), due.portal())) {
      case Fresh.Live _ -> {
        rows.proven(due, AuthorizerNow.UNKNOWN);
        yield true;
      }
      case Fresh.NotHeld _, Fresh.Dead _ -> true; // what is dead was reported by whoever refreshed
      case Fresh.Unavailable(var failure, var pause) -> {
        rows.failed(due, failure, pause);
        yield false;
      }
    };
  }

  private boolean failed(Due due, HubSpotFailure failure) {
    rows.failed(due, failure.toString(), pause(failure));
    return false;
  }

  static Duration pause(HubSpotFailure failure) {
    var asked =
        switch (failure) {
          case HubSpotFailure.RateLimited(var retryAfter) -> retryAfter;
          case HubSpotFailure.Unavailable(var retryAfter) -> retryAfter;
          case HubSpotFailure.DeadGrant _, HubSpotFailure.OurFault _, HubSpotFailure.Unreadable _ ->
              null;
        };
    return Objects.requireNonNullElse(asked, Duration.ZERO);
  }
}
