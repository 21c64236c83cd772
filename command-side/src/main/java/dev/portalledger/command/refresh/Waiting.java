package dev.portalledger.command.refresh;

import java.time.Duration;

/** How long a caller still waits; by a clock that nobody can turn. */
final class Waiting {

  private final long until;

  Waiting(Duration patience) {
    this.until = System.nanoTime() + patience.toNanos();
  }

  Duration rest() {
    return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
  }

  boolean isOver() {
    return !rest().isPositive();
  }
}
