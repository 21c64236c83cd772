package dev.portalledger.command.refresh;

import dev.portalledger.command.hubspot.RefreshSettings;
import dev.portalledger.command.vault.Held;
import dev.portalledger.command.vault.Turns;
import dev.portalledger.command.vault.Turns.Place;
import dev.portalledger.command.vault.Turns.Want;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets one caller of this node ask for a connection's token at a time; of all nodes' callers, the
 * database lets one ask HubSpot.
 */
@Component
class FencedRefresh implements FreshTokens {

  /** Below this, a token that still lives is of no use to anybody. */
  static final Duration SHORTEST_USE = Duration.ofSeconds(10);

  private final Turns turns;
  private final RefreshTurn refresh;
  private final RefreshSettings settings;
  private final Map<Asked, CompletableFuture<Fresh>> asking = new ConcurrentHashMap<>();

  /** A proof is not to be had by joining those who take any token that lives. */
  private record Asked(Place place, boolean forProof) {}

  FencedRefresh(Turns turns, RefreshTurn refresh, RefreshSettings settings) {
    this.turns = turns;
    this.refresh = refresh;
    this.settings = settings;
  }

  @Override
  public Fresh atLeast(OrganizationId organization, PortalId portal, Duration life) {
    requireNoTransaction();
    return turns
        .held(organization, portal)
        .map(held -> held.livesFor(life) ? live(held) : better(held, new Want.Life(life)))
        .orElseGet(Fresh.NotHeld::new);
  }

  @Override
  public Fresh refreshNow(OrganizationId organization, PortalId portal) {
    requireNoTransaction();
    return turns
        .held(organization, portal)
        .map(held -> better(held, new Want.Beyond(held.version())))
        .orElseGet(Fresh.NotHeld::new);
  }

  static Fresh live(Held held) {
    return new Fresh.Live(held.token(), held.expiresAt(), held.generation());
  }

  /** Whoever needs nothing but a token takes the old one for as long as it lives. */
  static boolean isEnough(Held held, Want want) {
    return switch (want) {
      case Want.Life _ -> held.livesFor(SHORTEST_USE);
      case Want.Beyond _ -> false;
    };
  }

  private Fresh better(Held held, Want want) {
    var place = new Place(held.organization(), held.portal());
    var asked = new Asked(place, want instanceof Want.Beyond);
    var mine = new CompletableFuture<Fresh>();
    var others = asking.putIfAbsent(asked, mine);
    if (others == null) {
      return ask(asked, want, mine);
    }
    return isEnough(held, want) ? live(held) : join(others);
  }

  private Fresh ask(Asked asked, Want want, CompletableFuture<Fresh> answer) {
    try {
      var fresh = refresh.ask(asked.place(), want);
      answer.complete(fresh);
      return fresh;
    } catch (RuntimeException | Error e) {
      answer.complete(new Fresh.Unavailable(e.getClass().getSimpleName(), Duration.ofSeconds(2)));
      throw e;
    } finally {
      asking.remove(asked, answer);
    }
  }

  private Fresh join(CompletableFuture<Fresh> answer) {
    try {
      return answer.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return RefreshTurn.STILL_BEING_REFRESHED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return RefreshTurn.STILL_BEING_REFRESHED;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireNoTransaction() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a transaction would be held while HubSpot is asked");
    }
  }
}
