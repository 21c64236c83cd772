package dev.portalledger.command.fitness;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All nodes agree on the database's clock; one that is minutes off ends what is not over. */
@Component
final class ClockCheck implements Check {

  private final JdbcClient db;
  private final Clock clock;
  private final ClockSettings settings;

  ClockCheck(JdbcClient db, Clock clock, ClockSettings settings) {
    this.db = db;
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public boolean guardsFromHarm() {
    return true;
  }

  @Override
  public Verdict ask() {
    long began = System.nanoTime();
    var database =
        db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    var took = Duration.ofNanos(System.nanoTime() - began);
    return ClockRules.judge(
        Duration.between(database, clock.instant()), took, settings.tolerance());
  }
}
