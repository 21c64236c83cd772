package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract, and what this engine promises beyond it. */
class PostgresEventStorageTest extends EventStorageContract {

  private static Store store;

  @BeforeAll
  static void create() {
    store = new Store(TestServer.migratedDatabase(), TYPES);
  }

  @AfterAll
  static void end() {
    store.close();
  }

  @Override
  EventStorageEngine emptyEngine() {
    store.empty();
    return store.engine;
  }

  @Override
  TransactionTemplate transaction() {
    return store.transaction;
  }

  static TransactionTemplate otherTransaction() {
    return store.otherTransaction;
  }

  @Override
  void settle() {
    store.sequence();
  }

  @Test
  void a_time_is_kept_to_the_microsecond() {
    var time = NOON.plusNanos(123_456_000);
    engine.appendEvents(noteAt("n-1", 0, time));

    assertThat(only(stream("n-1")).getTimestamp()).isEqualTo(time);
  }

  @Test
  void tokens_are_positions_without_a_hole_whatever_was_rolled_back() {
    engine.appendEvents(note("n-1", 0));
    what_a_rolled_back_transaction_takes_from_the_counter();
    engine.appendEvents(note("n-2", 0));
    settle();

    assertThat(engine.readEvents(null, false).map(event -> event.trackingToken().position()))
        .extracting(position -> position.orElseThrow())
        .containsExactly(1L, 2L);
    assertThat(engine.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(2));
    assertThat(engine.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
  }

  private void what_a_rolled_back_transaction_takes_from_the_counter() {
    transaction()
        .executeWithoutResult(
            status -> {
              engine.appendEvents(note("lost", 0));
              status.setRollbackOnly();
            });
  }

  @Test
  void an_event_is_not_read_by_token_before_it_has_its_position() {
    engine.appendEvents(note("n-1", 0));

    assertThat(engine.readEvents(null, false)).isEmpty();
    assertThat(store.positions.waiting()).isEqualTo(1);

    settle();

    assertThat(texts(engine.readEvents(null, false).toList())).containsExactly("n-1 0");
    assertThat(store.positions.waiting()).isZero();
  }

  @Test
  void a_token_at_a_time_is_right_for_every_event_of_a_long_history() {
    int days = 40;
    var first = Instant.parse("2026-01-01T00:00:00Z");
    for (int day = 0; day < days; day++) {
      engine.appendEvents(noteAt("n-1", day, first.plus(Duration.ofDays(day))));
    }
    store.db.execute(POSITIONED_AS_IT_HAPPENED);

    for (int day = 0; day < days; day++) {
      var time = first.plus(Duration.ofDays(day));
      assertThat(engine.createTokenAt(time)).isEqualTo(new GlobalSequenceTrackingToken(day));
      assertThat(engine.createTokenAt(time.plusNanos(1_000)))
          .isEqualTo(new GlobalSequenceTrackingToken(day + 1L));
    }
  }

  private static final String POSITIONED_AS_IT_HAPPENED =
      """
      insert into events.event_position (position, txid, global_index, sequenced_at)
        select row_number() over (order by txid, global_index), txid, global_index,
               time_stamp + interval '1 second'
          from events.event;
      update events.sequencer set (position, txid, global_index, sequenced_at) =
        (select position, txid, global_index, sequenced_at from events.event_position
          order by position desc limit 1);
      """;

  @Test
  void an_event_from_a_node_whose_clock_is_ahead_is_found_by_its_own_time() {
    var now = Instant.now();
    engine.appendEvents(noteAt("n-1", 0, now.plus(Duration.ofMinutes(9))));
    settle();

    assertThat(engine.createTokenAt(now.plus(Duration.ofMinutes(8))))
        .isEqualTo(new GlobalSequenceTrackingToken(0));
  }

  @Test
  void a_snapshot_of_another_form_is_passed_over_and_gives_way_to_one_of_todays() {
    engine.storeSnapshot(snapshot("n-1", 9, new Counted(10)));
    for (var other : List.of("payload_revision = '2'", "payload_type = 'note.summed'")) {
      store.db.execute("update events.snapshot set " + other);
      assertThat(engine.readSnapshot("n-1")).as(other).isEmpty();
    }

    engine.storeSnapshot(snapshot("n-1", 5, new Counted(6)));

    assertThat(engine.readSnapshot("n-1").orElseThrow().getPayload()).isEqualTo(new Counted(6));
  }
}
