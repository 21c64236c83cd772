package dev.portalledger.query.fitness;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** All nodes agree on the database's clock; one that is minutes off ends sessions of the others. */
@Component
@EnableConfigurationProperties(ClockSettings.class)
final class ClockCheck implements Check {

  private final JdbcClient db;
  private final Clock clock;
  private final ClockSettings settings;

  ClockCheck(JdbcClient db, ObjectProvider<Clock> clock, ClockSettings settings) {
    this.db = db;
    this.clock = clock.getIfAvailable(Clock::systemUTC);
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
