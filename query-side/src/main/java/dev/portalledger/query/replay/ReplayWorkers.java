package dev.portalledger.query.replay;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.projections.History.EventsMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;

/** The threads of this node that replay. What a node leaves unfinished, any node goes on with. */
final class ReplayWorkers implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayWorkers.class);
  private static final long REST_MS = 200;
  private static final long PATIENCE_SECONDS = 10;

  private final int count;
  private final int kept;
  private final Jobs jobs;
  private final Replayer replayer;
  private final TransactionTemplate transaction;
  private final List<Thread> threads = new ArrayList<>();
  private CountDownLatch stopping = new CountDownLatch(1);

  ReplayWorkers(
      ReplaySettings settings, Jobs jobs, Replayer replayer, TransactionTemplate transaction) {
    this.count = settings.atOnce();
    this.kept = settings.kept();
    this.jobs = jobs;
    this.replayer = replayer;
    this.transaction = transaction;
  }

  @Override
  public synchronized void start() {
    var stop = new CountDownLatch(1);
    stopping = stop;
    for (int number = 1; number <= count; number++) {
      threads.add(Thread.ofPlatform().daemon().name("replay-" + number).start(() -> work(stop)));
    }
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
          LOG.warn("Replaying fails; it is tried again.", e);
        }
        failing = true;
        rest(stop);
      }
    }
  }

  /** Whether there was anything to do. */
  private boolean turn(CountDownLatch stop) {
    var job = requireNonNull(transaction.execute(_ -> jobs.claim()));
    if (job.isPresent()) {
      replay(job.get().id(), stop);
      return true;
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> jobs.dropOne(kept)));
  }

  private void replay(String id, CountDownLatch stop) {
    try {
      var step = Replayer.Step.GO_ON;
      while (step != Replayer.Step.OVER && stop.getCount() > 0) {
        step = replayer.step(id);
        if (step == Replayer.Step.WAIT) {
          rest(stop);
        }
      }
    } catch (EventsMissing e) {
      LOG.error("Replay {} cannot be finished: {}", id, e.getMessage());
      jobs.failed(id, "Recorded events are missing in the database. Verify an evidence bundle.");
    } finally {
      jobs.release(id);
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
    for (var thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }
}
