package dev.portalledger.query.replay.rebuild;

import static java.util.Objects.requireNonNull;

import dev.portalledger.eventstore.PositionedEvents;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.Parked;
import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a long stretch of history fast: while one batch is written the next is fetched and decoded,
 * and a batch is written in parts at once, each stream's events by one writer and in order. A part
 * that was written before everything stopped is written again, which changes nothing.
 */
final class Stretches {

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Turns turns;
  private final History history;
  private final ReadModels models;
  private final Executor threads;
  private final int batch;
  private final int writers;

  Stretches(
      JdbcClient db,
      TransactionTemplate transaction,
      Turns turns,
      History history,
      ReadModels models,
      Executor threads,
      int batch,
      int writers) {
    this.db = db;
    this.transaction = transaction;
    this.turns = turns;
    this.history = history;
    this.models = models;
    this.threads = threads;
    this.batch = batch;
    this.writers = writers;
  }

  private record Fetched(List<TrackedEventMessage<?>> events, long last) {}

  /** Up to the head there is now, a batch a transaction; stops by whatever {@code ours} throws. */
  void read(Rebuild rebuild, ReadModel model, Runnable ours) {
    long head = history.head();
    long began = System.nanoTime();
    var next = fetch(rebuild.position());
    for (long position = rebuild.position(); position < head; ) {
      var fetched = join(next);
      if (fetched.events().isEmpty()) {
        return;
      }
      position = fetched.last();
      next = position < head ? fetch(position) : CompletableFuture.completedFuture(fetched);
      var parked = write(rebuild, model, fetched.events());
      long now = System.nanoTime();
      keep(rebuild, position, head, (now - began) / 1_000_000, parked, ours);
      began = now;
    }
  }

  private void keep(
      Rebuild rebuild, long position, long head, long ms, List<Parked> parked, Runnable ours) {
    transaction.executeWithoutResult(
        _ -> {
          ours.run();
          turns.advanced(rebuild, position, head, ms, parked);
        });
  }

  private CompletableFuture<Fetched> fetch(long after) {
    return CompletableFuture.supplyAsync(
        () -> {
          var events = history.after(after, batch);
          // Decoded here, so that writers find it done.
          events.forEach(TrackedEventMessage::getPayload);
          long last = events.isEmpty() ? after : PositionedEvents.positionOf(events.getLast());
          return new Fetched(events, last);
        },
        threads);
  }

  private List<Parked> write(
      Rebuild rebuild, ReadModel model, List<TrackedEventMessage<?>> events) {
    var known = turns.parked(rebuild);
    var parts = new ArrayList<CompletableFuture<List<Parked>>>();
    for (int writer = 0; writer < writers; writer++) {
      var part = part(events, writer);
      parts.add(CompletableFuture.supplyAsync(() -> written(rebuild, model, part, known), threads));
    }
    return parts.stream().flatMap(part -> join(part).stream()).toList();
  }

  private List<Parked> written(
      Rebuild rebuild, ReadModel model, List<TrackedEventMessage<?>> events, List<Parked> known) {
    return requireNonNull(
        transaction.execute(
            _ -> {
              db.sql("set local synchronous_commit = off").update();
              return models.into(rebuild.tables(db), List.of(model), known).apply(events);
            }));
  }

  private List<TrackedEventMessage<?>> part(List<TrackedEventMessage<?>> events, int writer) {
    return events.stream()
        .filter(event -> Math.floorMod(streamOf(event).hashCode(), writers) == writer)
        .toList();
  }

  private static String streamOf(TrackedEventMessage<?> event) {
    return event instanceof DomainEventMessage<?> ofStream
        ? ofStream.getAggregateIdentifier()
        : event.getIdentifier();
  }

  private static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
