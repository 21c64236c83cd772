package dev.portalledger.query.projections;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Lets a reader wait until a projection shows what the reader already knows to have happened.
 *
 * <p>A wait is bounded in time, and so is the number of readers that wait at once: a request for a
 * version that will never come costs one thread for a moment, not the whole server.
 */
public final class CatchUp {

  private static final int MOST_WAITERS = 64;

  // Projections on other nodes cannot signal this one, so a waiter also looks by itself.
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Duration limit;
  private final Semaphore places = new Semaphore(MOST_WAITERS);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition committed = lock.newCondition();
  private long commits;

  CatchUp(Duration limit) {
    this.limit = limit;
  }

  /**
   * Waits until {@code reached} answers yes, at most a few seconds. The caller must hold no
   * database connection meanwhile.
   *
   * @return whether it was reached
   */
  public boolean await(BooleanSupplier reached) {
    long seen = commitsSoFar();
    if (reached.getAsBoolean()) {
      return true;
    }
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      return waitFor(reached, seen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      places.release();
    }
  }

  /** A projection's transaction was committed. */
  void committed() {
    lock.lock();
    try {
      commits++;
      committed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean waitFor(BooleanSupplier reached, long commitsSeen) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long seen = commitsSeen;
    while (System.nanoTime() < deadline) {
      seen = nextCommit(seen, Math.min(LOOK_AGAIN.toNanos(), deadline - System.nanoTime()));
      if (reached.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private long nextCommit(long seen, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (commits == seen && left > 0) {
        left = committed.awaitNanos(left);
      }
      return commits;
    } finally {
      lock.unlock();
    }
  }

  private long commitsSoFar() {
    lock.lock();
    try {
      return commits;
    } finally {
      lock.unlock();
    }
  }
}
