package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_REQUIRES_NEW;

import dev.portalledger.eventstore.Store.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Events that are sent with the commit of their transaction. */
class EventTransactionsTest {

  private static Store store;

  @BeforeAll
  static void create() {
    store = new Store(TestServer.migratedDatabase(), Store.COUNTED);
    TestServer.as("postgres", store.database)
        .sql(
            """
            create table public.note (text text not null, txid bigint default pg_current_xact_id()::text::bigint);
            grant select, insert on public.note to command_side;
            """)
        .update();
  }

  @AfterAll
  static void end() {
    store.close();
  }

  @BeforeEach
  void empty() {
    store.empty();
    TestServer.as("postgres", store.database).sql("truncate public.note").update();
  }

  @Test
  void events_are_sent_with_the_commit_and_not_before() {
    store.transaction.executeWithoutResult(
        _ -> {
          append("a", 0);
          note("a row");
          assertThat(store.db.queryForObject("select count(*) from events.event", Long.class))
              .isZero();
        });

    assertThat(streams()).containsExactly("a");
    assertThat(noteAndEventAreOfOneTransaction()).isTrue();
  }

  @Test
  void a_conflict_at_the_commit_rolls_back_all_of_the_transaction_and_nothing_of_the_next() {
    append("a", 0);
    append("a", 1);

    assertThatThrownBy(
            () ->
                store.transaction.executeWithoutResult(
                    _ -> {
                      note("lost");
                      append("a", 1);
                      append("b", 0);
                    }))
        .isInstanceOf(ConcurrencyException.class);
    store.transaction.executeWithoutResult(_ -> note("kept"));

    assertThat(streams()).containsExactly("a", "a");
    assertThat(notes()).containsExactly("kept");
  }

  @Test
  void a_transaction_of_events_alone_hears_of_its_conflict_too() {
    append("a", 0);

    assertThatThrownBy(() -> store.transaction.executeWithoutResult(_ -> append("a", 0)))
        .isInstanceOf(AggregateStreamCreationException.class)
        .hasMessageContaining("a");
    store.transaction.executeWithoutResult(_ -> append("b", 0));

    assertThat(streams()).containsExactly("a", "b");
  }

  @Test
  void a_transaction_that_is_rolled_back_sends_nothing() {
    store.transaction.executeWithoutResult(
        status -> {
          append("a", 0);
          status.setRollbackOnly();
        });

    store.transaction.executeWithoutResult(_ -> append("b", 0));

    assertThat(streams()).containsExactly("b");
  }

  @Test
  void a_transaction_sees_what_it_appended_and_goes_on_from_there() {
    store.transaction.executeWithoutResult(
        _ -> {
          append("a", 0);
          assertThat(store.engine.lastSequenceNumberFor("a")).contains(0L);
          assertThat(store.engine.lastSequenceNumberFor("b")).isEmpty();
          append("a", 1);
          assertThat(store.engine.readEvents("a").asStream()).hasSize(2);
        });

    assertThat(streams()).containsExactly("a", "a");
  }

  @Test
  void a_transaction_within_another_keeps_its_events_to_itself() {
    var inner = within(store.transaction);

    store.transaction.executeWithoutResult(
        outer -> {
          append("outer", 0);
          inner.executeWithoutResult(_ -> append("inner", 0));
          assertThat(streams()).containsExactly("inner");
          append("outer", 1);
        });

    assertThat(streams()).containsExactly("inner", "outer", "outer");
  }

  @Test
  void anothers_transaction_within_one_of_these_sends_its_events_itself() {
    var inner = within(store.otherTransaction);

    store.transaction.executeWithoutResult(
        outer -> {
          append("outer", 0);
          inner.executeWithoutResult(_ -> append("inner", 0));
          outer.setRollbackOnly();
        });

    assertThat(streams()).containsExactly("inner");
  }

  @Test
  void more_events_than_one_statement_holds_keep_their_order() {
    store.transaction.executeWithoutResult(
        _ -> {
          append("a", 0);
          store.engine.appendEvents(
              LongStream.range(1, 700).mapToObj(EventTransactionsTest::ofStreamA).toList());
          append("a", 700);
        });
    store.sequence();

    assertThat(store.payloads())
        .isEqualTo(LongStream.rangeClosed(0, 700).<Object>mapToObj(Counted::new).toList());
  }

  @Test
  void what_cannot_be_stored_is_refused_where_it_is_appended() {
    store.transaction.executeWithoutResult(
        status -> {
          assertThatThrownBy(() -> store.append("a", 0, "no event of this store"))
              .hasMessageContaining("has no name to be stored under");
          append("b", 0);
        });

    assertThat(streams()).containsExactly("b");
  }

  /** Both turns are taken by writers that wait for a lock; who comes meanwhile shares the next. */
  @Test
  void a_conflict_of_one_is_none_of_those_it_was_sent_with() {
    append("taken", 0);
    var slow = new CompletableFuture<?>[2];
    var company = new ArrayList<CompletableFuture<Void>>();
    store.otherTransaction.executeWithoutResult(
        status -> {
          append("x", 0);
          append("y", 0);
          slow[0] = inATransaction("x");
          slow[1] = inATransaction("y");
          awaitBlocked(2);
          company.add(inATransaction("good"));
          awaitWaiting(1);
          company.add(inATransaction("taken"));
          awaitWaiting(2);
          status.setRollbackOnly();
        });

    CompletableFuture.allOf(slow).join();
    company.getFirst().join();
    assertThatThrownBy(company.getLast()::join)
        .hasCauseInstanceOf(AggregateStreamCreationException.class);
    assertThat(streams()).containsExactlyInAnyOrder("taken", "x", "y", "good");
  }

  /** The first try ends while another holds the place, a second one would find it free. */
  @Test
  void a_transaction_that_holds_more_than_events_is_not_tried_again_without_the_rest() {
    var holder =
        CompletableFuture.runAsync(
            () ->
                store.otherTransaction.executeWithoutResult(
                    status -> {
                      append("a", 0);
                      store.db.queryForList("select pg_sleep(1)");
                      status.setRollbackOnly();
                    }));
    awaitSleeping();

    assertThatThrownBy(
            () ->
                store.transaction.executeWithoutResult(
                    _ -> {
                      store.db.execute("set local lock_timeout = '100ms'");
                      note("of the same transaction");
                      append("a", 0);
                    }))
        .hasStackTraceContaining("lock timeout");

    holder.join();
    assertThat(streams()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  private static CompletableFuture<Void> inATransaction(String stream) {
    return CompletableFuture.runAsync(
        () -> store.transaction.executeWithoutResult(_ -> append(stream, 0)),
        task -> Thread.ofPlatform().start(task));
  }

  private static void awaitBlocked(int writers) {
    awaitActivity("wait_event_type = 'Lock'", writers);
  }

  private static void awaitSleeping() {
    awaitActivity("wait_event = 'PgSleep'", 1);
  }

  private static void awaitActivity(String condition, int sessions) {
    var count =
        TestServer.as("postgres", store.database)
            .sql(
                "select count(*) from pg_stat_activity where datname = current_database() and "
                    + condition);
    while (count.query(Integer.class).single() < sessions) {
      Thread.onSpinWait();
    }
  }

  private static void awaitWaiting(int callers) {
    while (store.appends.waitingForATurn() < callers) {
      Thread.onSpinWait();
    }
  }

  private static TransactionTemplate within(TransactionTemplate kind) {
    var inner = new TransactionTemplate(requireNonNull(kind.getTransactionManager()));
    inner.setPropagationBehavior(PROPAGATION_REQUIRES_NEW);
    return inner;
  }

  private static void append(String stream, long sequence) {
    store.append(stream, sequence, new Counted(sequence));
  }

  private static GenericDomainEventMessage<Counted> ofStreamA(long sequence) {
    return new GenericDomainEventMessage<>("Test", "a", sequence, new Counted(sequence));
  }

  private static void note(String text) {
    store.db.update("insert into public.note (text) values (?)", text);
  }

  private static List<String> notes() {
    return store.db.queryForList("select text from public.note", String.class);
  }

  private static boolean noteAndEventAreOfOneTransaction() {
    return Boolean.TRUE.equals(
        store.db.queryForObject(
            "select (select txid from public.note) = (select txid from events.event)",
            Boolean.class));
  }

  /** What is committed. */
  private static List<String> streams() {
    return TestServer.as("command_side", store.database)
        .sql("select aggregate_identifier from events.event order by txid, global_index")
        .query(String.class)
        .list();
  }
}
