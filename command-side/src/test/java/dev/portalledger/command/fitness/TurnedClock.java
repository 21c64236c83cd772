package dev.portalledger.command.fitness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock that somebody turns. */
final class TurnedClock extends Clock {

  private volatile Duration by;

  TurnedClock(Duration by) {
    this.by = by;
  }

  void turn(Duration anew) {
    by = anew;
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(by);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
