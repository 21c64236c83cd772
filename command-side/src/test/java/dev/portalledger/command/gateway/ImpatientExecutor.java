package dev.portalledger.command.gateway;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs at once what was to run later, and remembers how long the pause would have been. */
final class ImpatientExecutor extends ScheduledThreadPoolExecutor {

  private final List<Long> pausesMillis = new CopyOnWriteArrayList<>();

  ImpatientExecutor() {
    super(1, Thread.ofPlatform().daemon().factory());
  }

  List<Long> pausesMillis() {
    return pausesMillis;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    pausesMillis.add(unit.toMillis(delay));
    return super.schedule(task, 0, TimeUnit.MILLISECONDS);
  }
}
