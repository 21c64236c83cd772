package dev.portalledger.query.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Threads of a node that take one turn after the other, rest while there is nothing to do, and are
 * waited for at the end. What one leaves unfinished, any node goes on with.
 */
public abstract class Workers implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
  private static final long PATIENCE_SECONDS = 10;

  private final String name;
  private final int count;
  private final Duration rest;
  private final List<Thread> threads = new ArrayList<>();
  private CountDownLatch stopping = new CountDownLatch(1);

  /**
   * Starts nothing yet.
   *
   * @param rest how long a thread rests that finds nothing to do
   */
  protected Workers(String name, int count, Duration rest) {
    this.name = name;
    this.count = count;
    this.rest = rest;
  }

  /** Until the end is near; asked between the steps of a turn. */
  protected final class Stop {
    private final CountDownLatch latch;

    private Stop(CountDownLatch latch) {
      this.latch = latch;
    }

    public boolean isNear() {
      return latch.getCount() == 0;
    }

    public void rest() {
      try {
        var _ = latch.await(rest.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether there was anything to do. */
  protected abstract boolean turn(Stop stop);

  @Override
  public synchronized void start() {
    var latch = new CountDownLatch(1);
    stopping = latch;
    for (int number = 1; number <= count; number++) {
      var thread = Thread.ofPlatform().daemon().name(name + "-" + number);
      threads.add(thread.start(() -> work(new Stop(latch))));
    }
  }

  private void work(Stop stop) {
    boolean failing = false;
    while (!stop.isNear()) {
      try {
        if (!turn(stop)) {
          stop.rest();
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          LOG.warn("A turn of {} fails; it is tried again.", name, e);
        }
        failing = true;
        stop.rest();
      }
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
