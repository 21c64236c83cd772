package dev.portalledger.command.schedule;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database's time. Nodes tell by it who is dead, within seconds, so their own clocks must not
 * matter. It is asked once in a while and carried on by a stopwatch meanwhile.
 */
final class DatabaseClock implements Clock {

  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

  private record Reading(Instant at, long nanos) {

    boolean isOld() {
      return System.nanoTime() - nanos > FRESH_NANOS;
    }

    Instant now() {
      return at.plusNanos(System.nanoTime() - nanos);
    }
  }

  private final JdbcClient db;
  private volatile @Nullable Reading last;

  DatabaseClock(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Instant now() {
    var known = last;
    return (known == null || known.isOld() ? read(known) : known).now();
  }

  private Reading read(@Nullable Reading before) {
    try {
      long began = System.nanoTime();
      var at = db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
      var reading = new Reading(at, began + (System.nanoTime() - began) / 2);
      last = reading;
      return reading;
    } catch (DataAccessException e) {
      if (before == null) {
        throw e;
      }
      return before;
    }
  }
}
