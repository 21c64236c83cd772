package dev.portalledger.eventstore;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/** A stream that lets its reader be woken instead of polling. */
final class WakingStream implements TrackingEventStream {

  private final TrackingEventStream stream;
  private final Set<Runnable> listeners;
  private @Nullable Runnable listener;

  WakingStream(TrackingEventStream stream, Set<Runnable> listeners) {
    this.stream = stream;
    this.listeners = listeners;
  }

  @Override
  public Optional<TrackedEventMessage<?>> peek() {
    return stream.peek();
  }

  @Override
  public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
    return stream.hasNextAvailable(timeout, unit);
  }

  @Override
  public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
    return stream.nextAvailable();
  }

  @Override
  public boolean setOnAvailableCallback(Runnable callback) {
    listener = callback;
    listeners.add(callback);
    return true;
  }

  @Override
  public void close() {
    if (listener != null) {
      listeners.remove(listener);
    }
    stream.close();
  }
}
