package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writer A records an event and does not commit; writer B records one after it and commits. A
 * reader comes by, then A commits, then the reader goes on. B's message is as old as it is in a
 * transaction that lasted longer than any time-out Axon knows (60 s).
 */
class SlowCommitTest {

  private static final Duration LONGER_THAN_ANY_TIME_OUT = Duration.ofSeconds(61);

  @Test
  void ours_loses_nothing() {
    try (var store = new Store(TestServer.migratedDatabase(), Store.COUNTED)) {
      assertThat(delivered(store.engine, store.otherTransaction, store::sequenceWhatCanBe))
          .containsExactly("writer-A", "writer-B");
    }
  }

  @Test
  void axons_jdbc_engine_loses_the_event_of_the_slow_writer_for_ever() {
    var store = new StockEngine();

    assertThat(delivered(store.engine, store.transactions, () -> {})).containsExactly("writer-B");
    assertThat(store.stored()).as("committed and acknowledged").isEqualTo(2);
  }

  @Test
  void axons_jpa_engine_loses_it_as_well() {
    try (var store = new StockJpaEngine()) {
      assertThat(delivered(store.engine, store.transactions, () -> {})).containsExactly("writer-B");
      assertThat(store.stored()).as("committed and acknowledged").isEqualTo(2);
    }
  }

  private static List<String> delivered(
      EventStorageEngine engine, TransactionTemplate transactions, Runnable sequence) {
    var reader = new Reader(engine, sequence);
    transactions.executeWithoutResult(
        _ -> {
          engine.appendEvents(event("writer-A", Instant.now()));
          aside(
              () ->
                  transactions.executeWithoutResult(
                      _ ->
                          engine.appendEvents(
                              event("writer-B", Instant.now().minus(LONGER_THAN_ANY_TIME_OUT)))));
          aside(reader::goOn);
        });
    reader.goOn();
    reader.goOn();
    return reader.delivered.stream().sorted().toList();
  }

  /** In another thread, so in another transaction, while this one waits. */
  private static void aside(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private static DomainEventMessage<?> event(String stream, Instant time) {
    return new GenericDomainEventMessage<>(
        "Test", stream, 0, new Store.Counted(1), Map.of(), "event of " + stream, time);
  }

  /** A projection: keeps its token, and what it was given. */
  private static final class Reader {

    private final EventStorageEngine engine;
    private final Runnable sequence;
    private final List<String> delivered = new ArrayList<>();
    private @Nullable TrackingToken token;

    private Reader(EventStorageEngine engine, Runnable sequence) {
      this.engine = engine;
      this.sequence = sequence;
      this.token = engine.createTailToken();
    }

    private void goOn() {
      sequence.run();
      try (var events = engine.readEvents(token, false)) {
        events.forEach(this::on);
      }
    }

    private void on(TrackedEventMessage<?> event) {
      token = event.trackingToken();
      delivered.add(((DomainEventMessage<?>) event).getAggregateIdentifier());
    }
  }
}
