package dev.portalledger.query.sealing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Seals, and then signs, again and again; what fails is tried again at the next turn. */
final class SealingLoop implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(SealingLoop.class);

  /** Between two turns of sealing. */
  static final Duration OFTEN = Duration.ofMillis(100);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String name;
  private final Duration rest;
  private final List<Runnable> steps;
  private @Nullable ScheduledExecutorService thread;
  private boolean failing;

  SealingLoop(String name, Duration rest, List<Runnable> steps) {
    this.name = name;
    this.rest = rest;
    this.steps = List.copyOf(steps);
  }

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
    var _ = thread.scheduleWithFixedDelay(this::turn, 0, rest.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void turn() {
    try {
      steps.forEach(Runnable::run);
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("{} fails; it is tried again every {} ms.", name, rest.toMillis(), e);
      }
      failing = true;
    }
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdown();
      try {
        if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          thread.shutdownNow();
        }
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
