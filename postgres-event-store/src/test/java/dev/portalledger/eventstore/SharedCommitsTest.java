package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who comes during a turn goes with the next one. */
class SharedCommitsTest {

  private final SharedCommits commits = new SharedCommits(1);
  private final List<List<String>> turns = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstTurnRuns = new CountDownLatch(1);
  private final CountDownLatch firstTurnMayEnd = new CountDownLatch(1);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  @Test
  void a_caller_without_company_does_not_wait_for_any() {
    firstTurnMayEnd.countDown();

    assertThat(commits.commit(events("a"), this::write)).isTrue();

    assertThat(turns).containsExactly(List.of("a"));
  }

  @Test
  void all_who_come_during_a_turn_are_the_next_one() {
    var first = commit("first");
    var others = whoComeMeanwhile("a", "b", "c");

    assertThat(first.join()).isTrue();
    assertThat(others).allSatisfy(other -> assertThat(other.join()).isTrue());
    assertThat(turns.getFirst()).containsExactly("first");
    assertThat(turns.get(1)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(turns).hasSize(2);
  }

  @Test
  void a_turn_that_is_refused_sends_each_of_them_away_to_write_alone() {
    failure.set(new IllegalStateException(new SQLException("duplicate key", "23505")));
    var first = commit("first");
    var others = whoComeMeanwhile("a", "b");

    assertThat(first.join()).isTrue();
    assertThat(others).allSatisfy(other -> assertThat(other.join()).isFalse());
  }

  @Test
  void a_turn_whose_outcome_is_unknown_is_unknown_to_all_of_them() {
    failure.set(new IllegalStateException(new SQLException("gone", "08006")));
    var first = commit("first");
    var others = whoComeMeanwhile("a", "b");

    assertThat(first.join()).isTrue();
    assertThat(others)
        .allSatisfy(
            other ->
                assertThatThrownBy(other::join)
                    .isInstanceOf(CompletionException.class)
                    .hasStackTraceContaining("gone"));
  }

  @Test
  void a_turn_holds_no_more_than_one_statement_does() {
    int few = Appends.ROWS_IN_ONE_STATEMENT / 2 + 1;
    var first = commit("first");
    var many = List.of(commitMany("a", few), commitMany("b", few));
    awaitWaiting(2);
    firstTurnMayEnd.countDown();

    assertThat(first.join()).isTrue();
    assertThat(many).allSatisfy(one -> assertThat(one.join()).isTrue());
    assertThat(turns).extracting(List::size).containsExactly(1, few, few);
  }

  @Test
  void an_interrupt_does_not_make_a_caller_forget_its_events() throws Exception {
    var first = commit("first");
    var outcome = new CompletableFuture<Boolean>();
    var caller =
        Thread.ofPlatform()
            .start(
                () ->
                    outcome.complete(
                        commits.commit(events("a"), this::write) && Thread.interrupted()));
    awaitWaiting(1);
    caller.interrupt();
    firstTurnMayEnd.countDown();

    assertThat(first.join()).isTrue();
    assertThat(outcome.join()).as("committed, and still interrupted").isTrue();
  }

  /** Returns when the first turn runs. */
  private CompletableFuture<Boolean> commit(String stream) {
    var running = CompletableFuture.supplyAsync(() -> commits.commit(events(stream), this::write));
    await(firstTurnRuns);
    return running;
  }

  private CompletableFuture<Boolean> commitMany(String stream, int count) {
    List<DomainEventMessage<?>> events = new ArrayList<>();
    IntStream.range(0, count).forEach(_ -> events.addAll(events(stream)));
    return started(() -> commits.commit(events, this::write));
  }

  private List<CompletableFuture<Boolean>> whoComeMeanwhile(String... streams) {
    var coming =
        List.of(streams).stream()
            .map(stream -> started(() -> commits.commit(events(stream), this::write)))
            .toList();
    awaitWaiting(streams.length);
    firstTurnMayEnd.countDown();
    return coming;
  }

  private static CompletableFuture<Boolean> started(java.util.function.Supplier<Boolean> commit) {
    return CompletableFuture.supplyAsync(commit, task -> Thread.ofPlatform().start(task));
  }

  private void awaitWaiting(int callers) {
    while (commits.waiting() < callers) {
      Thread.onSpinWait();
    }
  }

  private void write(List<DomainEventMessage<?>> events) {
    turns.add(events.stream().map(DomainEventMessage::getAggregateIdentifier).toList());
    firstTurnRuns.countDown();
    await(firstTurnMayEnd);
    var thrown = failure.get();
    if (turns.size() > 1 && thrown != null) {
      throw thrown;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<DomainEventMessage<?>> events(String stream) {
    return IntStream.of(0)
        .<DomainEventMessage<?>>mapToObj(
            i -> new GenericDomainEventMessage<>("Test", stream, i, stream))
        .toList();
  }
}
