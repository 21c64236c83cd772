package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An event and a row beside it: both or neither. */
class TransactionTest {

  private static StartedStore store;

  @BeforeAll
  static void start() {
    store = new StartedStore(Desk.class);
    store
        .database()
        .sql(
            """
            create schema desk;
            create table desk.note (stream text);
            grant usage on schema desk to ledger;
            grant select, insert on desk.note to ledger;
            """)
        .update();
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void a_row_and_an_event_are_committed_together() {
    store.send(new Write("both", 0, false));

    assertThat(rows("both")).isEqualTo(1);
    assertThat(events("both")).isEqualTo(1);
  }

  @Test
  void a_failure_after_both_leaves_neither() {
    assertThatThrownBy(() -> store.send(new Write("neither", 0, true)))
        .isInstanceOf(Desk.SecondThoughts.class);

    assertThat(rows("neither")).isZero();
    assertThat(events("neither")).isZero();
  }

  @Test
  void who_loses_the_race_for_a_place_in_a_stream_hears_of_a_conflict_and_leaves_no_row() {
    store.send(new Write("race", 0, false));
    store.send(new Write("race", 1, false));

    assertThatThrownBy(() -> store.send(new Write("race", 1, false)))
        .isInstanceOf(ConcurrencyException.class);

    assertThat(rows("race")).isEqualTo(2);
    assertThat(events("race")).isEqualTo(2);
  }

  @Test
  void who_loses_the_race_to_begin_a_stream_hears_of_a_conflict_and_leaves_no_row() {
    store.send(new Write("begin", 0, false));

    assertThatThrownBy(() -> store.send(new Write("begin", 0, false)))
        .isInstanceOf(AggregateStreamCreationException.class);

    assertThat(rows("begin")).isEqualTo(1);
    assertThat(events("begin")).isEqualTo(1);
  }

  private static long rows(String stream) {
    return count("select count(*) from desk.note where stream = :stream", stream);
  }

  private static long events(String stream) {
    return count("select count(*) from events.event where aggregate_identifier = :stream", stream);
  }

  private static long count(String sql, String stream) {
    return store.database().sql(sql).param("stream", stream).query(Long.class).single();
  }

  record Write(String stream, long sequence, boolean thenFail) {}

  record Written(String stream) {}

  static class Desk {

    @Bean
    static EventTypes types() {
      return EventTypes.of(List.of(new EventType("desk.written", "1", Written.class)));
    }

    static final class SecondThoughts extends RuntimeException {}

    private final JdbcClient database;
    private final EventStore events;

    Desk(JdbcClient database, EventStore events) {
      this.database = database;
      this.events = events;
    }

    @CommandHandler
    void handle(Write command) {
      var written = new Written(command.stream());
      database.sql("insert into desk.note values (?)").param(command.stream()).update();
      events.publish(
          new GenericDomainEventMessage<>("Desk", command.stream(), command.sequence(), written));
      if (command.thenFail()) {
        throw new SecondThoughts();
      }
    }
  }
}
