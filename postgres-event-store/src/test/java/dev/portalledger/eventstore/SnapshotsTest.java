package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A long stream's aggregate is loaded from what is remembered and the events behind it, and decides
 * as if all had been read. Events that must not be read are made unreadable: reading one fails.
 */
class SnapshotsTest {

  private static final int EVERY = 10;

  record Add(@TargetAggregateIdentifier String tally, int amount, int most, boolean thenFail) {}

  record Added(String tally, int amount) {}

  record Sum(String tally, int sum) {

    static Sum after(Sum before, Object event) {
      return event instanceof Added added
          ? new Sum(added.tally(), before.sum() + added.amount())
          : (Sum) event;
    }
  }

  @Aggregate(type = "Tally", snapshotTriggerDefinition = "tallySnapshots")
  static class Tally {

    static final int REFUSED = -1;

    static final class SecondThoughts extends RuntimeException {}

    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String id;

    private Sum state = new Sum("", 0);

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    int handle(Add command) {
      if (state.sum() + command.amount() > command.most()) {
        return REFUSED;
      }
      apply(new Added(command.tally(), command.amount()));
      if (command.thenFail()) {
        CurrentUnitOfWork.get().onPrepareCommit(_ -> failAtCommit());
      }
      return state.sum();
    }

    private static void failAtCommit() {
      throw new SecondThoughts();
    }

    @EventSourcingHandler
    void on(Added event) {
      id = event.tally();
      state = Sum.after(state, event);
    }

    @EventSourcingHandler
    void on(Sum remembered) {
      id = remembered.tally();
      state = remembered;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Tallies {

    static final EventTypes TYPES =
        EventTypes.of(
            List.of(
                new EventType("tally.added", "1", Added.class),
                new EventType("tally.sum", "1", Sum.class)));

    @Bean
    EventTypes types() {
      return TYPES;
    }

    @Bean
    SnapshotTriggerDefinition tallySnapshots(Snapshots snapshots) {
      return snapshots.folding(Sum.class, new Sum("", 0), Sum::after, EVERY);
    }
  }

  private static String database;
  private static StartedStore node;

  /** Knows nothing of a stream before its first command for it, like a node after a restart. */
  private static StartedStore other;

  private static JdbcClient owner;

  @BeforeAll
  static void start() {
    database = TestServer.freshDatabase();
    owner = TestServer.as("ledger_owner", database);
    node = new StartedStore(database, Map.of(), Tallies.class, Tally.class);
    other = new StartedStore(database, Map.of(), Tallies.class, Tally.class);
  }

  @AfterAll
  static void stop() {
    other.close();
    node.close();
  }

  @Test
  void a_node_goes_on_from_what_it_remembers() {
    addOnes(node, "memory", 7);
    makeUnreadable("memory", "sequence_number < 6");

    assertThat(add(node, "memory", 1)).isEqualTo(8);
    assertThat(storedAt("memory")).isEmpty();
    assertThatThrownBy(() -> add(other, "memory", 1)).hasStackTraceContaining("cannot read");
  }

  @Test
  void what_another_node_recorded_meanwhile_is_decided_on() {
    addOnes(node, "two nodes", 4);
    addOnes(other, "two nodes", 3);
    makeUnreadable("two nodes", "sequence_number < 3");

    assertThat(addUpTo(node, "two nodes", 1, 7)).isEqualTo(Tally.REFUSED);
    assertThat(addUpTo(node, "two nodes", 1, 8)).isEqualTo(8);
    assertThat(addUpTo(other, "two nodes", 1, 8)).isEqualTo(Tally.REFUSED);
  }

  @Test
  void nodes_that_take_turns_never_forget_nor_count_twice() {
    for (int i = 0; i < 5 * EVERY; i++) {
      assertThat(add(i % 3 == 0 ? other : node, "turns", 1)).isEqualTo(i + 1);
    }
    assertThat(events("turns")).isEqualTo(5 * EVERY);
  }

  @Test
  void what_was_not_committed_is_not_remembered() {
    addOnes(node, "rolled back", 4);

    assertThatThrownBy(() -> node.send(new Add("rolled back", 100, Integer.MAX_VALUE, true)))
        .isInstanceOf(Tally.SecondThoughts.class);

    makeUnreadable("rolled back", "sequence_number < 3");
    assertThat(add(node, "rolled back", 1)).isEqualTo(5);
  }

  @Test
  void what_was_refused_changes_nothing() {
    addOnes(node, "refused", 4);

    assertThat(addUpTo(node, "refused", 1, 4)).isEqualTo(Tally.REFUSED);

    makeUnreadable("refused", "sequence_number < 3");
    assertThat(add(node, "refused", 1)).isEqualTo(5);
  }

  @Test
  void the_state_is_stored_every_so_many_events() {
    addOnes(node, "stored", EVERY - 1);
    assertThat(storedAt("stored")).isEmpty();

    addOnes(node, "stored", 1);
    assertThat(storedAt("stored")).containsExactly(9L);

    addOnes(node, "stored", EVERY - 1);
    assertThat(storedAt("stored")).containsExactly(9L);

    addOnes(node, "stored", EVERY);
    assertThat(storedAt("stored")).containsExactly(19L);
  }

  @Test
  void after_a_restart_the_stored_state_and_the_events_behind_it_are_enough() {
    addOnes(node, "restart", 25);
    assertThat(storedAt("restart")).containsExactly(19L);
    makeUnreadable("restart", "sequence_number < 19");

    assertThat(add(other, "restart", 1)).isEqualTo(26);
  }

  @Test
  void a_stored_state_with_nothing_behind_it_is_enough() {
    addOnes(node, "exact", EVERY);
    assertThat(storedAt("exact")).containsExactly(9L);
    makeUnreadable("exact", "sequence_number < 9");

    assertThat(add(other, "exact", 1)).isEqualTo(11);
  }

  @Test
  void a_state_stored_in_another_form_is_passed_over_and_soon_replaced() {
    addOnes(node, "form", 15);
    assertThat(storedAt("form")).containsExactly(9L);
    owner
        .sql(
            """
            update events.snapshot
               set payload_revision = '0', payload = '{"tally":"form","sum":"nine"}', sequence_number = 99
             where aggregate_identifier = 'form'
            """)
        .update();

    assertThat(add(other, "form", 1)).isEqualTo(16);
    assertThat(storedAt("form")).containsExactly(15L);
  }

  @Test
  void stored_states_may_be_dropped_at_any_time() {
    addOnes(node, "dropped", 25);
    assertThat(storedAt("dropped")).isNotEmpty();
    dropSnapshot("dropped");

    assertThat(add(node, "dropped", 1)).isEqualTo(26);
    assertThat(add(other, "dropped", 1)).isEqualTo(27);
  }

  @Test
  void a_memory_ahead_of_a_database_that_was_put_back_is_forgotten() {
    addOnes(node, "put back", 8);
    lose("put back", "sequence_number > 4");

    assertThat(add(node, "put back", 1)).isEqualTo(6);
    assertThat(lastSequence("put back")).isEqualTo(5);
  }

  @Test
  void a_memory_of_another_history_is_forgotten() {
    addOnes(node, "history", 8);
    lose("history", "sequence_number > 4");
    try (var elsewhere = new Store(database, Tallies.TYPES)) {
      for (long sequence = 5; sequence < 12; sequence++) {
        elsewhere.append("history", sequence, new Added("history", 100));
      }
    }

    assertThat(add(node, "history", 1)).isEqualTo(5 + 700 + 1);
  }

  @Test
  void a_stored_state_ahead_of_the_events_leaves_no_hole() {
    addOnes(node, "ahead", 15);
    assertThat(storedAt("ahead")).containsExactly(9L);
    lose("ahead", "sequence_number > 4");

    assertThat(add(other, "ahead", 1)).isEqualTo(6);
    assertThat(lastSequence("ahead")).isEqualTo(5);
  }

  @Test
  void a_stored_state_of_another_history_is_not_believed() {
    addOnes(node, "stale", 15);
    assertThat(storedAt("stale")).containsExactly(9L);
    lose("stale", "sequence_number > 4");
    try (var elsewhere = new Store(database, Tallies.TYPES)) {
      for (long sequence = 5; sequence < 12; sequence++) {
        elsewhere.append("stale", sequence, new Added("stale", 100));
      }
    }

    assertThat(add(other, "stale", 1)).isEqualTo(5 + 700 + 1);
  }

  private static void addOnes(StartedStore to, String tally, int times) {
    IntStream.range(0, times).forEach(_ -> add(to, tally, 1));
  }

  private static int add(StartedStore to, String tally, int amount) {
    return addUpTo(to, tally, amount, Integer.MAX_VALUE);
  }

  private static int addUpTo(StartedStore to, String tally, int amount, int most) {
    return to.bean(CommandGateway.class).<Integer>sendAndWait(new Add(tally, amount, most, false));
  }

  /** Where the stored state stands, once everything that was to be stored is. */
  private static List<Long> storedAt(String tally) {
    for (var each : List.of(node, other)) {
      CompletableFuture.runAsync(() -> {}, each.bean(ExecutorService.class)).join();
    }
    return owner
        .sql("select sequence_number from events.snapshot where aggregate_identifier = :tally")
        .param("tally", tally)
        .query(Long.class)
        .list();
  }

  private static void makeUnreadable(String tally, String which) {
    rewrite("update events.event set payload_type = 'unreadable'", tally, which);
  }

  private static void lose(String tally, String which) {
    rewrite("delete from events.event", tally, which);
  }

  /** What nobody can do by mistake. */
  private static void rewrite(String how, String tally, String which) {
    owner
        .sql(
            """
            alter table events.event disable trigger user;
            %s where aggregate_identifier = '%s' and %s;
            alter table events.event enable trigger user;
            """
                .formatted(how, tally, which))
        .update();
  }

  private static void dropSnapshot(String tally) {
    owner
        .sql("delete from events.snapshot where aggregate_identifier = :tally")
        .param("tally", tally)
        .update();
  }

  private static long events(String tally) {
    return number("count(*)", tally);
  }

  private static long lastSequence(String tally) {
    return number("max(sequence_number)", tally);
  }

  private static long number(String expression, String tally) {
    return owner
        .sql("select " + expression + " from events.event where aggregate_identifier = :tally")
        .param("tally", tally)
        .query(Long.class)
        .single();
  }
}
