package dev.portalledger.query.replay;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.projections.Comparison;
import dev.portalledger.query.projections.Comparison.Found;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.Parked;
import dev.portalledger.query.projections.ReadModels;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on one replay, step by step. A step is one transaction: what was read into the tables and
 * how far that is are kept together, so whoever goes on with it goes on from there.
 */
final class Replayer {

  /** What a step came to. */
  enum Step {
    GO_ON,
    /** The rest cannot be found yet. */
    WAIT,
    OVER
  }

  static final int BATCH = 1000;
  private static final int TOLD_OF_EACH_TABLE = 1000;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Jobs jobs;
  private final History history;
  private final ReadModels models;
  private final Comparison comparison;
  private final int batch;

  Replayer(
      JdbcClient db,
      TransactionTemplate transaction,
      Jobs jobs,
      History history,
      ReadModels models,
      Comparison comparison,
      int batch) {
    this.db = db;
    this.transaction = transaction;
    this.jobs = jobs;
    this.history = history;
    this.models = models;
    this.comparison = comparison;
    this.batch = batch;
  }

  Step step(String id) {
    var ours = requireNonNull(transaction.execute(_ -> jobs.ours(id)));
    if (ours.isEmpty()) {
      return Step.OVER;
    }
    var job = ours.get();
    return job.events() != null && job.done() >= job.events() ? compare(job) : inTransaction(id);
  }

  private Step inTransaction(String id) {
    return requireNonNull(
        transaction.execute(_ -> jobs.ours(id).map(this::advance).orElse(Step.OVER)));
  }

  private Step advance(Job job) {
    var end = job.end();
    if (end == null) {
      job.tables(db).create(models.all());
      jobs.began(job, history.head());
      return Step.GO_ON;
    }
    var events = job.events();
    if (events == null) {
      return count(job, end);
    }
    return read(job, (int) Math.min(batch, events - job.done()));
  }

  private Step count(Job job, long end) {
    if (history.sealedUpTo() < end) {
      return Step.WAIT;
    }
    jobs.counted(job, history.countOf(job.organization(), end));
    return Step.GO_ON;
  }

  private Step read(Job job, int count) {
    if (count == 0) {
      return Step.GO_ON;
    }
    long began = System.nanoTime();
    var events = history.of(job.organization(), job.done(), count);
    var included = included(job, events);
    var parked = apply(job, included);
    long workingMs = Math.max(1, (System.nanoTime() - began) / 1_000_000);
    jobs.advanced(job, events.size(), included.size(), workingMs, parked);
    return Step.GO_ON;
  }

  private List<Parked> apply(Job job, List<TrackedEventMessage<?>> events) {
    return models.into(job.tables(db), models.all(), jobs.parked(job)).apply(events);
  }

  private static List<TrackedEventMessage<?>> included(
      Job job, List<TrackedEventMessage<?>> events) {
    return events.stream().filter(event -> job.includes(History.momentOf(event))).toList();
  }

  private Step compare(Job job) {
    var found = found(job);
    transaction.executeWithoutResult(
        _ -> jobs.ours(job.id()).ifPresent(still -> jobs.finished(still, found)));
    return Step.OVER;
  }

  private Found found(Job job) {
    var tables = job.tables(db);
    return job.asOf() == null
        ? comparison.settled(
            tables, models.all(), job.organization(), TOLD_OF_EACH_TABLE, head -> goOn(job, head))
        : comparison.now(tables, models.all(), job.organization(), TOLD_OF_EACH_TABLE);
  }

  /** What was recorded since the replay's end, so that it can be compared with the live view. */
  private void goOn(Job job, long head) {
    long events = history.countOf(job.organization(), head);
    var refolding = models.into(job.tables(db), models.all(), jobs.parked(job));
    for (long done = job.done(); done < events; done += batch) {
      int count = (int) Math.min(batch, events - done);
      refolding.apply(history.of(job.organization(), done, count));
    }
  }
}
