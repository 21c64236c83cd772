package dev.portalledger.eventstore;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * Events one after the other in the order of their positions. Asks the database only for what the
 * {@link Head} says is there. For one reader's thread; only the callback comes from others.
 */
final class PositionStream implements TrackingEventStream {

  private final LongFunction<Stream<? extends TrackedEventMessage<?>>> after;
  private final Head head;
  private final Consumer<PositionStream> whenClosed;
  private final Semaphore advanced = new Semaphore(0);
  private final Runnable onAdvance = this::advanced;

  private volatile long lastPosition;
  private volatile @Nullable Runnable callback;
  private @Nullable Iterator<? extends TrackedEventMessage<?>> events;
  private @Nullable TrackedEventMessage<?> peeked;

  /**
   * @param after reads what follows a position; may be asked on after its end
   * @param from the position before the first event of this stream
   */
  PositionStream(
      LongFunction<Stream<? extends TrackedEventMessage<?>>> after,
      long from,
      Head head,
      Consumer<PositionStream> whenClosed) {
    this.after = after;
    this.lastPosition = from;
    this.head = head;
    this.whenClosed = whenClosed;
    head.whenAdvanced(onAdvance);
  }

  private void advanced() {
    advanced.release();
    ring();
  }

  /** Tells a reader that does not wait in a method of ours. */
  void ring() {
    var reader = callback;
    if (reader != null) {
      reader.run();
    }
  }

  /** Whether there is something its reader has not fetched. */
  boolean isBehind() {
    return lastPosition < head.position();
  }

  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    this.callback = callback;
    return true;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    return Optional.ofNullable(fetched());
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    while (fetched() == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || !advanced.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        return fetched() != null;
      }
      advanced.drainPermits();
    }
    return true;
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    var next = fetched();
    while (next == null) {
      advanced.acquire();
      advanced.drainPermits();
      next = fetched();
    }
    peeked = null;
    return next;
  }

  private @Nullable TrackedEventMessage<?> fetched() {
    if (peeked == null && isBehind()) {
      if (events == null) {
        events = after.apply(lastPosition).iterator();
      }
      if (events.hasNext()) {
        peeked = events.next();
        lastPosition = peeked.trackingToken().position().orElseThrow();
      }
    }
    return peeked;
  }

  @Override
  public void close() {
    head.forget(onAdvance);
    callback = null;
    whenClosed.accept(this);
  }
}
