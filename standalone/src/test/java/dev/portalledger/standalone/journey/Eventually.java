package dev.portalledger.standalone.journey;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for a state, not for a time: looks until it is there, or fails saying what was there. */
final class Eventually {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(20);

  static void holds(Runnable assertion) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  static <T> T get(Supplier<T> value) {
    var found = new java.util.concurrent.atomic.AtomicReference<T>();
    holds(() -> found.set(value.get()));
    return found.get();
  }

  private Eventually() {}
}
