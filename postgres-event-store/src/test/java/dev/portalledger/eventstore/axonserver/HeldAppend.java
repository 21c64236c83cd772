package dev.portalledger.eventstore.axonserver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An append that waits, whole, just before it is stored. */
public final class HeldAppend {

  private static final int MOST_SECONDS = 60;

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean abandoned;

  HeldAppend() {}

  /** Until it is there. */
  public void awaitArrival() {
    await(arrived, "no append arrived");
  }

  /** It is stored now, unless its place has been taken meanwhile. */
  public void release() {
    released.countDown();
  }

  void abandon() {
    abandoned = true;
    released.countDown();
  }

  /** Throws what the client is told, if the append is not to be stored any more. */
  void arriveAndWait() {
    arrived.countDown();
    await(released, "nobody released the append");
    if (abandoned) {
      throw AppendFaults.unavailable("the server stops");
    }
  }

  private static void await(CountDownLatch latch, String failure) {
    try {
      if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure, e);
    }
  }
}
