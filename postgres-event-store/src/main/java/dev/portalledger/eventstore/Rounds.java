package dev.portalledger.eventstore;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Does the same every few milliseconds for as long as there is need, and nothing otherwise. */
final class Rounds implements AutoCloseable {

  private static final long BETWEEN_MILLIS = 5;

  private final BooleanSupplier round;
  private final AtomicBoolean going = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("event-readers").factory());

  /**
   * @param round says whether another one is needed
   */
  Rounds(BooleanSupplier round) {
    this.round = round;
  }

  void goOn() {
    if (going.compareAndSet(false, true)) {
      try {
        var _ = thread.schedule(this::go, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException _) {
        going.set(false); // closed
      }
    }
  }

  private void go() {
    going.set(false);
    if (round.getAsBoolean()) {
      goOn();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
