package dev.portalledger.eventstore;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Looks again until something is so. */
final class Turning {

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  static void until(BooleanSupplier so) {
    long end = System.nanoTime() + MOST_NANOS;
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to be so within a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private Turning() {}
}
