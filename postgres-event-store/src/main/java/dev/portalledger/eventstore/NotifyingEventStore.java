package dev.portalledger.eventstore;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes streaming processors when this process commits, and every 250 ms for commits of others. The
 * stock store cannot wake a pooled processor: it polls each 500 ms.
 */
final class NotifyingEventStore extends EmbeddedEventStore {

  private static final Logger LOG = LoggerFactory.getLogger(NotifyingEventStore.class);
  private static final long OTHERS_COMMITS_MILLIS = 250;

  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private final ScheduledExecutorService tick =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("event-store-tick").factory());

  NotifyingEventStore(EventStorageEngine engine) {
    // Without optimized consumption each stream reads for itself; the shared producer thread would
    // race with the wake-up.
    super(EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false));
    var _ =
        tick.scheduleWithFixedDelay(
            this::wake, OTHERS_COMMITS_MILLIS, OTHERS_COMMITS_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void afterCommit(List<? extends EventMessage<?>> events) {
    super.afterCommit(events);
    wake();
  }

  @Override
  public TrackingEventStream openStream(@Nullable TrackingToken token) {
    return new WakingStream(super.openStream(token), listeners);
  }

  @Override
  public void shutDown() {
    tick.shutdownNow();
    super.shutDown();
  }

  private void wake() {
    listeners.forEach(NotifyingEventStore::wake);
  }

  /** A reader that cannot be woken would fail a commit that has happened, or end the tick. */
  private static void wake(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.warn("A reader could not be woken; it will poll. The others are woken all the same.", e);
    }
  }
}
