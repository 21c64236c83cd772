package dev.portalledger.command.refresh;

import dev.portalledger.command.vault.Turns;
import dev.portalledger.events.connection.PortalId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Waits until the turns that other nodes have are over: one thread asks the database for all
 * waiters of this node together, every 10 to 30 ms, and only while there are any.
 */
@Component
final class Settling {

  private static final Logger log = LoggerFactory.getLogger(Settling.class);

  private static final int SHORTEST_MILLIS = 10;
  private static final int LONGEST_MILLIS = 30;

  private final Turns turns;
  private final Map<PortalId, CompletableFuture<Void>> waited = new ConcurrentHashMap<>();
  private final AtomicBoolean asking = new AtomicBoolean();

  Settling(Turns turns) {
    this.turns = turns;
  }

  /** Returns when nobody has the turn any more, or when the time is over. */
  void await(PortalId portal, Duration atMost) {
    var over = waited.computeIfAbsent(portal, _ -> new CompletableFuture<>());
    askInBackground();
    try {
      over.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      waited.remove(portal, over);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void askInBackground() {
    if (asking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("refresh-settling").start(this::askUntilNobodyWaits);
    }
  }

  private void askUntilNobodyWaits() {
    while (!waited.isEmpty()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause()));
      ask();
    }
    asking.set(false);
    if (!waited.isEmpty()) {
      askInBackground();
    }
  }

  private void ask() {
    try {
      var asked = Map.copyOf(waited);
      var busy = turns.beingRefreshed(asked.keySet());
      asked.forEach((portal, over) -> settle(portal, over, busy.contains(portal)));
    } catch (DataAccessException e) {
      log.warn("Turns could not be looked at ({})", e.getClass().getSimpleName());
    }
  }

  private void settle(PortalId portal, CompletableFuture<Void> over, boolean busy) {
    if (!busy && waited.remove(portal, over)) {
      over.complete(null);
    }
  }

  private static int pause() {
    return ThreadLocalRandom.current().nextInt(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
  }
}
