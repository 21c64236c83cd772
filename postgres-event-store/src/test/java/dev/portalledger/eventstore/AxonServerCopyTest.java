package dev.portalledger.eventstore;

import static dev.portalledger.eventstore.EventStorageContract.TYPES;
import static dev.portalledger.eventstore.EventStorageContract.note;
import static dev.portalledger.eventstore.EventStorageContract.notes;
import static dev.portalledger.eventstore.EventStorageContract.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** The copy is Axon Server's history, each event once and in its order, or it says why not. */
class AxonServerCopyTest {

  private final FakeAxonServer server = FakeAxonServer.start();
  private final ServerStore store = new ServerStore(server.address(), "", TYPES);

  @BeforeEach
  void empty() {
    store.empty();
  }

  @AfterEach
  void end() {
    store.close();
    server.close();
  }

  @Test
  void a_copy_that_is_broken_off_goes_on_where_it_ended_and_takes_nothing_twice() {
    store.engine.appendEvents(notes("n-1", 0, 700));
    store.settle();
    store.engine.appendEvents(notes("n-2", 0, 3));
    store.settle();

    assertThat(texts(store.engine.readEvents(null, false).toList()))
        .hasSize(703)
        .doesNotHaveDuplicates()
        .endsWith("n-2 0", "n-2 1", "n-2 2");
  }

  @Test
  void the_copy_goes_on_when_the_server_is_back() throws Exception {
    try (var connection = store.connect();
        var copy = store.copy()) {
      store.engine.appendEvents(note("n-1", 0));
      copyUntil(connection, copy, 1);
      server.stop();
      server.startAgain();
      appendWhenBack("n-1", 1);
      copyUntil(connection, copy, 2);
    }
  }

  @Test
  void a_server_that_is_away_is_told_of() throws Exception {
    server.stop();

    assertTrouble("Look whether it runs");
  }

  @Test
  void one_node_copies_and_the_others_wait() throws Exception {
    store.engine.appendEvents(note("n-1", 0));
    try (var leader = store.connect();
        var other = store.connect();
        var leading = store.copy();
        var waiting = store.copy()) {
      leading.turn(leader);
      waiting.turn(other);
      waiting.turn(other);
      assertThat(CopiedEvents.takesTheLead(other)).isFalse();
      copyUntil(leader, leading, 1);
    }
  }

  @Test
  void a_leader_that_is_frozen_loses_the_lead() throws Exception {
    assertLosesTheLead(_ -> {});
  }

  @Test
  void a_leader_that_is_frozen_within_a_transaction_loses_the_lead() throws Exception {
    assertLosesTheLead(
        frozen -> {
          frozen.setAutoCommit(false);
          var _ = CopiedEvents.last(frozen);
        });
  }

  private void assertLosesTheLead(Session.Work frozenIn) throws Exception {
    store.engine.appendEvents(note("n-1", 0));
    try (var frozen = store.connect();
        var other = store.connect();
        var leading = store.copy();
        var waiting = store.copy()) {
      leading.begin(frozen);
      copyUntil(frozen, leading, 1);
      frozenIn.on(frozen);
      store.engine.appendEvents(note("n-1", 1));

      copyUntil(other, waiting, 2);
    }
  }

  @Test
  void a_node_that_lost_the_lead_unnoticed_adds_nothing() throws Exception {
    store.engine.appendEvents(note("n-1", 0));
    store.settle();
    try (var connection = store.connect();
        var events = store.server.behind(-1)) {
      var again = List.of(events.next());

      assertThatThrownBy(() -> store.add(connection, again))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Another node has copied");
    }
    assertThat(copied()).isEqualTo(1);
  }

  @Test
  void a_server_that_forgot_is_told_of_and_nothing_is_taken_back() throws Exception {
    store.engine.appendEvents(notes("n-1", 0, 3));
    store.settle();
    server.stop();
    server.forgets(2);
    server.startAgain();

    assertTrouble("at token 2 any more", "Restore it to a later moment");

    appendWhenBack("n-2", 0);
    assertTrouble("at token 2 any more");
    assertThat(copied()).isEqualTo(3);
  }

  @Test
  void a_database_with_events_of_its_own_is_not_mixed_with_a_server() throws Exception {
    store.database.append("n-1", 0, new EventStorageContract.Noted("ours"));
    store.engine.appendEvents(note("n-2", 0));

    assertTrouble("never had", "ledger.event-store=postgres");
  }

  private long copied() {
    return requireNonNull(
        store.database.db.queryForObject("select count(*) from events.event", Long.class));
  }

  /** Waits for a copy to say it, and a server that has just come back is away at first. */
  private void assertTrouble(String... parts) throws Exception {
    try (var connection = store.connect();
        var copy = store.copy()) {
      Turning.until(
          () ->
              turns(connection, copy)
                  && Stream.of(parts).allMatch(String.valueOf(copy.trouble())::contains));
    }
  }

  /** False while the client has not found the server again. */
  private static boolean turns(Connection connection, AxonServerCopy copy) {
    try {
      copy.turn(connection);
      return true;
    } catch (DataAccessResourceFailureException _) {
      return false;
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void copyUntil(Connection connection, AxonServerCopy copy, long events) {
    Turning.until(() -> turns(connection, copy) && copied() == events);
  }

  private void appendWhenBack(String stream, long sequence) {
    Turning.until(
        () -> {
          try {
            store.engine.appendEvents(note(stream, sequence));
            return true;
          } catch (DataAccessResourceFailureException _) {
            return false;
          }
        });
  }
}
