package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract, and what recording at Axon Server promises beyond it; on whichever server. */
abstract class AxonServerContract extends EventStorageContract {

  abstract ServerStore store();

  @Override
  EventStorageEngine emptyEngine() {
    store().empty();
    return store().engine;
  }

  @Override
  TransactionTemplate transaction() {
    return store().transaction();
  }

  @Override
  void settle() {
    store().settle();
  }

  @Test
  void a_time_is_kept_to_the_millisecond() {
    var time = Instant.parse("2026-03-01T12:00:00.123Z");
    engine.appendEvents(noteAt("n-1", 0, time.plusNanos(456_000)));
    settle();

    assertThat(only(stream("n-1")).getTimestamp()).isEqualTo(time);
    assertThat(engine.readEvents(null, false).map(event -> event.getTimestamp()).toList())
        .containsExactly(time);
  }

  @Test
  void rows_and_events_of_a_transaction_are_there_together_or_not_at_all() {
    engine.appendEvents(note("n-2", 0));

    record("kept", "n-1", 0);
    assertThatThrownBy(() -> record("lost", "n-1", 0)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> record("lost", "n-1", 5)).isInstanceOf(ConcurrencyException.class);
    settle();

    assertThat(store().notes()).containsExactly("kept");
    assertThat(texts(stream("n-1"))).containsExactly("n-1 0");
    assertThat(texts(engine.readEvents(null, false).toList())).containsExactly("n-2 0", "n-1 0");
    assertThat(store().left()).isEmpty();
  }

  @Test
  void a_transaction_sees_what_it_appended_behind_what_is_recorded() {
    engine.appendEvents(note("n-1", 0));

    transaction()
        .executeWithoutResult(
            _ -> {
              engine.appendEvents(note("n-1", 1));
              assertThat(texts(stream("n-1"))).containsExactly("n-1 0", "n-1 1");
              assertThat(engine.lastSequenceNumberFor("n-1")).contains(1L);
            });

    assertThat(texts(stream("n-1"))).containsExactly("n-1 0", "n-1 1");
  }

  @Test
  void a_snapshot_that_is_ahead_of_its_stream_is_not_believed() {
    engine.appendEvents(notes("n-1", 0, 3));
    engine.storeSnapshot(snapshot("n-1", 9, new Counted(10)));

    assertThat(engine.readEvents("n-1", PositionedEngine.SINCE_SNAPSHOT).asStream().toList())
        .hasSize(3);
  }

  private void record(String text, String stream, long sequence) {
    transaction()
        .executeWithoutResult(
            _ -> {
              store().note(text);
              engine.appendEvents(note(stream, sequence));
            });
  }
}
