package dev.portalledger.query.replay.rebuild;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import dev.portalledger.query.replay.rebuild.Rebuilder.NotSwitched;
import dev.portalledger.query.replay.rebuild.Rebuilder.Step;
import dev.portalledger.query.replay.rebuild.Rebuilder.TurnLost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads one read model after the other anew, when an operator or the schedule asks for it. */
final class RebuildWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RebuildWorker.class);
  private static final long REST_MS = 500;
  private static final long PATIENCE_SECONDS = 10;

  private final Rebuilds rebuilds;
  private final Turns turns;
  private final Rebuilder rebuilder;
  private final TransactionTemplate transaction;
  private final List<String> models;
  private final Duration checkEvery;
  private CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;
  private long startedNanos;

  RebuildWorker(
      Rebuilds rebuilds,
      Turns turns,
      Rebuilder rebuilder,
      TransactionTemplate transaction,
      ReadModels models,
      Duration checkEvery) {
    this.rebuilds = rebuilds;
    this.turns = turns;
    this.rebuilder = rebuilder;
    this.transaction = transaction;
    this.models = models.all().stream().map(ReadModel::name).toList();
    this.checkEvery = checkEvery;
  }

  @Override
  public synchronized void start() {
    var stop = new CountDownLatch(1);
    stopping = stop;
    startedNanos = System.nanoTime();
    thread = Thread.ofPlatform().daemon().name("rebuild").start(() -> work(stop));
  }

  private void work(CountDownLatch stop) {
    boolean failing = false;
    while (stop.getCount() > 0) {
      try {
        if (!turn(stop)) {
          rest(stop);
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.warn("Reading views anew fails; it is tried again.", e);
        }
        failing = true;
        rest(stop);
      }
    }
  }

  private boolean turn(CountDownLatch stop) {
    rebuilds.requestDueChecks(
        models, checkEvery, Duration.ofNanos(System.nanoTime() - startedNanos));
    var claimed = requireNonNull(transaction.execute(_ -> turns.claim()));
    if (claimed.isPresent()) {
      rebuild(claimed.get().number(), stop);
      return true;
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> turns.dropOne()));
  }

  private void rebuild(int number, CountDownLatch stop) {
    try {
      var step = Step.GO_ON;
      while (step != Step.OVER && stop.getCount() > 0) {
        step = rebuilder.step(number);
        if (step == Step.WAIT) {
          rest(stop);
        }
      }
    } catch (TurnLost _) {
      LOG.info("Reading anew, number {}, was cancelled or is another node's now.", number);
    } catch (NotSwitched e) {
      LOG.error("Reading anew, number {}: {}", number, e.getMessage());
      turns.failed(number, String.valueOf(e.getMessage()));
    } finally {
      turns.release(number);
    }
  }

  private static void rest(CountDownLatch stop) {
    try {
      var _ = stop.await(REST_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    stopping.countDown();
    if (thread != null) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
