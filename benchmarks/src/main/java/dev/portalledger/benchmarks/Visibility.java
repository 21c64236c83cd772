package dev.portalledger.benchmarks;

import dev.portalledger.events.connection.PortalConnected;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Watches a projection from within: notes the moment after the commit of the transaction that held
 * an event's row, when any reader sees it. It asks the database nothing, so it disturbs nothing.
 */
final class Visibility implements MessageHandlerInterceptor<EventMessage<?>> {

  private static final long PATIENCE_SECONDS = 60;

  private final long first;
  private final AtomicLongArray due;
  private final AtomicLongArray seen;
  private final CountDownLatch unseen;

  Visibility(long firstPortal, int count) {
    this.first = firstPortal;
    this.due = new AtomicLongArray(count);
    this.seen = new AtomicLongArray(count);
    this.unseen = new CountDownLatch(count);
  }

  void due(int event, long nanoTime) {
    due.set(event, nanoTime);
  }

  @Override
  public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unit, InterceptorChain chain)
      throws Exception {
    if (unit.getMessage().getPayload() instanceof PortalConnected event) {
      long index = event.portalId().value() - first;
      if (index >= 0 && index < seen.length()) {
        unit.afterCommit(_ -> committed((int) index));
      }
    }
    return chain.proceed();
  }

  private void committed(int event) {
    if (seen.compareAndSet(event, 0, System.nanoTime())) {
      unseen.countDown();
    }
  }

  /** Waits until the last one is visible. */
  Load.Outcome outcome() throws InterruptedException {
    if (!unseen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(unseen.getCount() + " events never became visible");
    }
    var nanos = new Histogram(3);
    for (int event = 0; event < seen.length(); event++) {
      nanos.recordValue(Math.max(0, seen.get(event) - due.get(event)));
    }
    return new Load.Outcome(0, nanos);
  }
}
