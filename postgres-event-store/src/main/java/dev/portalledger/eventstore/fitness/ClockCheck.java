package dev.portalledger.eventstore.fitness;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All nodes agree on the database's clock; one that is minutes off ends what is not over. */
public final class ClockCheck implements Check {

  private final JdbcClient db;
  private final Clock clock;
  private final ClockSettings settings;
  private final String harm;

  /**
   * Compares two clocks.
   *
   * @param harm what a node would do by a wrong one
   */
  public ClockCheck(JdbcClient db, Clock clock, ClockSettings settings, String harm) {
    this.db = db;
    this.clock = clock;
    this.settings = settings;
    this.harm = harm;
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
        Duration.between(database, clock.instant()), took, settings.tolerance(), harm);
  }
}
