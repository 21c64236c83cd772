package dev.portalledger.eventstore;

import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last position this node has heard of. It only grows; who waits for events is told. */
final class Head {

  private static final Logger LOG = LoggerFactory.getLogger(Head.class);

  private final AtomicLong position = new AtomicLong();
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();

  long position() {
    return position.get();
  }

  void advance(long to) {
    if (position.getAndAccumulate(to, Math::max) < to) {
      listeners.forEach(Head::tell);
    }
  }

  void whenAdvanced(Runnable listener) {
    listeners.add(listener);
  }

  void forget(Runnable listener) {
    listeners.remove(listener);
  }

  /** One that fails must not keep the others from hearing. */
  private static void tell(Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.warn("A reader could not be woken; it will poll. The others are woken all the same.", e);
    }
  }
}
