package dev.portalledger.eventstore;

import static dev.portalledger.eventstore.EventStorageContract.TYPES;
import static dev.portalledger.eventstore.EventStorageContract.note;
import static dev.portalledger.eventstore.EventStorageContract.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import io.axoniq.axonserver.grpc.event.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Whoever fails wherever: rows and events are there together, or neither is. */
class UnitsOfTwoTest {

  private static FakeAxonServer server;
  private static ServerStore store;

  @BeforeAll
  static void start() {
    server = FakeAxonServer.start();
    store = new ServerStore(server.address(), "", TYPES);
  }

  @AfterAll
  static void end() {
    store.close();
    server.close();
  }

  @BeforeEach
  void empty() {
    store.empty();
  }

  @Test
  void an_append_whose_answer_is_lost_is_asked_for_and_was_recorded() {
    server.losesTheAnswerOfTheNextAppend();

    record();

    assertRecorded();
  }

  @Test
  void an_append_that_was_not_taken_takes_its_rows_with_it() {
    server.refusesTheNextAppendBeforeStoring();

    assertThatThrownBy(this::record)
        .isInstanceOf(DataAccessResourceFailureException.class)
        .hasMessageContaining("axon.axonserver.servers");

    assertAbandoned();
  }

  @Test
  void what_nobody_could_ask_about_is_left_and_settled_as_it_was_decided() {
    var held = server.holdsTheNextAppend();
    var recording = CompletableFuture.runAsync(this::record);
    held.awaitArrival();
    server.stop();

    assertThatThrownBy(recording::join)
        .hasCauseInstanceOf(DataAccessResourceFailureException.class);
    var left = only(store.left());
    assertThat(store.notes()).isEmpty();
    assertThatThrownBy(() -> store.units.settle(left))
        .isInstanceOf(DataAccessResourceFailureException.class);
    assertThat(store.left()).containsExactly(left);

    server.startAgain();
    settle(left);

    assertAbandoned();
  }

  @Test
  void a_unit_of_a_node_that_died_behind_its_append_is_committed_by_another() {
    var unit = Unit.fresh();
    prepare(unit);
    store.server.append(List.of(unit.recorded()));

    store.units.settle(unit);

    assertThat(store.notes()).containsExactly("row");
    assertThat(store.left()).isEmpty();
  }

  @Test
  void a_unit_of_a_node_that_died_before_its_append_is_rolled_back_by_another() {
    var unit = Unit.fresh();
    prepare(unit);

    store.units.settle(unit);
    store.units.settle(unit);

    assertThat(store.notes()).isEmpty();
    assertThat(store.left()).isEmpty();
  }

  @Test
  void a_unit_that_was_settled_under_its_nodes_hands_is_never_recorded_later() {
    var held = server.holdsTheNextAppend();
    var recording = CompletableFuture.runAsync(this::record);
    held.awaitArrival();
    store.units.settle(only(store.left()));
    held.release();

    assertThatThrownBy(recording::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(AggregateStreamCreationException.class);
    assertAbandoned();
  }

  @Test
  void a_transaction_without_rows_is_one_append_and_leaves_no_mark() {
    store
        .transaction()
        .executeWithoutResult(
            _ -> {
              assertThat(store.notes()).isEmpty();
              store.engine.appendEvents(note("n-1", 0));
            });

    assertThat(store.engine.readEvents("n-1").hasNext()).isTrue();
    assertThat(Unit.isMark(server.events().getLast())).isFalse();
  }

  @Test
  void marks_are_no_events_for_any_reader() {
    record();
    store.settle();

    assertThat(server.events().stream().filter(Unit::isMark).map(Event::getAggregateIdentifier))
        .isNotEmpty();
    assertThat(store.engine.readEvents(null, false)).hasSize(1);
  }

  private static void settle(Unit unit) {
    Turning.until(
        () -> {
          try {
            store.units.settle(unit);
            return true;
          } catch (DataAccessResourceFailureException _) {
            return false; // the client has not found the server again
          }
        });
  }

  private void record() {
    store
        .transaction()
        .executeWithoutResult(
            _ -> {
              store.note("row");
              store.engine.appendEvents(note("n-1", 0));
            });
  }

  private static void prepare(Unit unit) {
    store
        .transaction()
        .executeWithoutResult(
            _ -> {
              store.note("row");
              store.database.db.execute("prepare transaction '%s'".formatted(unit.id()));
            });
  }

  private static void assertRecorded() {
    assertThat(store.notes()).containsExactly("row");
    assertThat(store.engine.readEvents("n-1").asStream()).hasSize(1);
    assertThat(store.left()).isEmpty();
  }

  private static void assertAbandoned() {
    assertThat(store.notes()).isEmpty();
    assertThat(store.engine.readEvents("n-1").hasNext()).isFalse();
    assertThat(store.left()).isEmpty();
  }
}
