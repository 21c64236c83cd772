package dev.portalledger.command.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.CommandDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Of a database whose clock is an hour ahead of this machine's. */
class DatabaseClockTest {

  private static final String TURNED = CommandDatabase.url() + "?currentSchema=turned,pg_catalog";

  private final JdbcClient db =
      JdbcClient.create(new DriverManagerDataSource(TURNED, "ledger", "ledger"));

  @BeforeEach
  void turn() {
    CommandDatabase.asOwner()
        .sql(
            """
            create schema turned;
            create function turned.clock_timestamp() returns timestamptz language sql as
              $$ select pg_catalog.clock_timestamp() + interval '1 h' $$;
            grant usage on schema turned to ledger_command
            """)
        .update();
  }

  @AfterEach
  void turnBack() {
    CommandDatabase.asOwner().sql("drop schema turned cascade").update();
  }

  @Test
  void tells_the_databases_time_and_not_this_machines() {
    var clock = new DatabaseClock(db);

    var before = database();
    var first = clock.now();
    var second = clock.now();
    var after = database();

    assertThat(first).isAfterOrEqualTo(before.minus(Duration.ofMillis(1)));
    assertThat(second)
        .isAfterOrEqualTo(first)
        .isBeforeOrEqualTo(after.plus(tolerated(before, after)));
  }

  /** The answer is taken for one of the middle of the question. */
  private static Duration tolerated(Instant before, Instant after) {
    return Duration.between(before, after);
  }

  @Test
  void a_database_that_never_answered_is_not_guessed_at() {
    var clock =
        new DatabaseClock(
            JdbcClient.create(
                new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nobody", "a", "b")));

    assertThatThrownBy(clock::now).isInstanceOf(DataAccessException.class);
  }

  private Instant database() {
    return db.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
  }
}
