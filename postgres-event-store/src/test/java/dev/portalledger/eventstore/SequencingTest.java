package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.Store.Counted;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: one gives positions at once, the other when it is needed. */
class SequencingTest {

  private static final int PATIENCE_SECONDS = 30;

  private final String database = TestServer.migratedDatabase();
  private final Store store = new Store(database, Store.COUNTED);
  private final EventNode one = new EventNode(store.sessions(), true);
  private final EventNode two = new EventNode(store.sessions(), true);
  private final Semaphore changes = new Semaphore(0);
  private long recorded;

  @BeforeEach
  void start() {
    one.head().whenAdvanced(changes::release);
    two.head().whenAdvanced(changes::release);
    one.start();
    two.start();
  }

  @AfterEach
  void stop() {
    one.stop();
    two.stop();
    store.close();
  }

  @Test
  void both_nodes_hear_of_what_either_commits() {
    record(one);
    awaitHeads(1);

    record(two);
    awaitHeads(2);
  }

  @Test
  void an_event_whose_commit_nobody_told_of_is_found_all_the_same() {
    store.append("untold", 0, new Counted(1));
    recorded++;

    awaitHeads(1);
  }

  @Test
  @DisplayName("R24: one sequencer leads; when its session ends another goes on without a hole")
  void exactly_one_node_leads_and_another_goes_on_when_its_session_ends() {
    record(one);
    awaitHeads(1);
    assertThat(leaders()).isEqualTo(1);

    for (int round = 0; round < 5; round++) {
      endSessions("event-sequencer");
      record(two);
      awaitHeads(recorded);
    }

    record(one);
    awaitHeads(recorded);
    assertThat(positions()).isEqualTo("1.." + recorded);
  }

  @Test
  void a_node_that_heard_nothing_for_a_while_asks() {
    endSessions("event-hearing");
    record(two);

    awaitHeads(1);
  }

  @Test
  void a_node_that_only_reads_asks_for_what_nobody_told_it() {
    var reader = new EventNode(store.sessions(), false);
    reader.head().whenAdvanced(changes::release);
    reader.start();
    record(one);
    await(() -> reader.head().position() == 1);

    TestServer.as("ledger_owner", database)
        .sql("update events.sequencer set position = 7")
        .update();

    await(() -> reader.head().position() == 7);
    reader.stop();
  }

  @Test
  void events_above_the_horizon_wait_for_the_writer_before_them_and_no_longer() {
    store.otherTransaction.executeWithoutResult(
        _ -> {
          store.append("slow", 0, new Counted(1));
          inAnotherTransaction(() -> store.append("quick", 0, new Counted(2)));
          one.committed();
          inAnotherTransaction(() -> assertThat(store.sequenceWhatCanBe()).isZero());
        });
    recorded = 2;

    awaitHeads(2);
    assertThat(store.engine.readEvents(null, false).<Object>map(event -> event.getPayload()))
        .containsExactly(new Counted(1), new Counted(2));
  }

  private static void inAnotherTransaction(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private void record(EventNode node) {
    store.append("stream-" + recorded, 0, new Counted(recorded));
    recorded++;
    node.committed();
  }

  private void awaitHeads(long position) {
    await(() -> one.head().position() >= position && two.head().position() >= position);
    assertThat(one.head().position()).isEqualTo(position);
    assertThat(two.head().position()).isEqualTo(position);
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      assertThat(left).as("time left").isPositive();
      try {
        boolean _ = changes.tryAcquire(left, NANOSECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private long leaders() {
    return TestServer.as("ledger_owner", database)
        .sql(
            """
            select count(*) from pg_locks
             where locktype = 'advisory' and granted
               and database = (select oid from pg_database where datname = current_database())
            """)
        .query(Long.class)
        .single();
  }

  private String positions() {
    return TestServer.as("ledger_owner", database)
        .sql(
            """
            select min(position) || '..' || max(position) from events.event_position
            having count(*) = max(position)
            """)
        .query(String.class)
        .single();
  }

  /** As when the network or the process of the session is gone. */
  private void endSessions(String name) {
    store.db.queryForList(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = ? and datname = current_database()
        """,
        name);
  }
}
