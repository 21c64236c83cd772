package dev.portalledger.query.sealing;

import java.time.Duration;
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
  private static final Duration REST = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Sealer sealer;
  private final @Nullable Signer signer;
  private @Nullable ScheduledExecutorService thread;
  private boolean failing;

  SealingLoop(Sealer sealer, @Nullable Signer signer) {
    this.sealer = sealer;
    this.signer = signer;
  }

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sealing").factory());
    var _ = thread.scheduleWithFixedDelay(this::turn, 0, REST.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void turn() {
    try {
      sealer.catchUp();
      if (signer != null) {
        signer.signGrown();
      }
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("Sealing fails; it is tried again every {} ms.", REST.toMillis(), e);
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
