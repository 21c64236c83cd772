package dev.portalledger.eventstore;

import java.util.function.Supplier;

/**
 * Figures for meters, as they were when the database was asked last. What cannot be asked is
 * unknown, never what it was.
 */
public final class LastReading<T> {

  private final T unknown;
  private volatile T now;

  public LastReading(T unknown) {
    this.unknown = unknown;
    this.now = unknown;
  }

  public T now() {
    return now;
  }

  /** Whatever keeps it from reading is thrown, once the figures are unknown. */
  public void renew(Supplier<T> reading) {
    try {
      now = reading.get();
    } catch (RuntimeException e) {
      now = unknown;
      throw e;
    }
  }
}
