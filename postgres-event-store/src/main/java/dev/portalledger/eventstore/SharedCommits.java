package dev.portalledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that consist of nothing but events, committed together: who comes while others write
 * waits for the next turn, and all who wait then are one statement and one commit. Nobody waits for
 * company: a caller that finds a free turn takes it at once.
 *
 * <p>What the database refuses is refused to its own caller only: each of a refused turn then
 * writes alone. If the outcome of a turn is unknown, it is unknown to all of them.
 */
final class SharedCommits {

  private static final int EVENTS_OF_A_TURN = Appends.ROWS_IN_ONE_STATEMENT;

  private final Queue<Share> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore turns;

  /**
   * @param turns at once; more than one, so that a turn that waits for a lock does not stop all
   */
  SharedCommits(int turns) {
    this.turns = new Semaphore(turns);
  }

  private sealed interface Outcome {
    record Committed() implements Outcome {}

    record Refused() implements Outcome {}

    record Unknown(RuntimeException cause) implements Outcome {}
  }

  private static final class Share {

    final List<DomainEventMessage<?>> events;
    final Thread caller = Thread.currentThread();
    volatile @Nullable Outcome outcome;

    Share(List<DomainEventMessage<?>> events) {
      this.events = events;
    }

    void end(Outcome with) {
      outcome = with;
      LockSupport.unpark(caller);
    }
  }

  /**
   * Commits the events; false if they were refused in company, so that only writing them alone can
   * tell whose fault it was.
   *
   * @param write writes the events of a turn and commits them, on the calling thread
   */
  boolean commit(List<DomainEventMessage<?>> events, Consumer<List<DomainEventMessage<?>>> write) {
    var mine = new Share(events);
    waiting.add(mine);
    return switch (awaitOutcome(mine, write)) {
      case Outcome.Committed() -> true;
      case Outcome.Refused() -> false;
      case Outcome.Unknown(var cause) -> throw cause;
    };
  }

  private Outcome awaitOutcome(Share mine, Consumer<List<DomainEventMessage<?>>> write) {
    boolean interrupted = false;
    Outcome outcome = mine.outcome;
    while (outcome == null) {
      if (turns.tryAcquire()) {
        takeTurn(write);
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // the events are on their way: too late to give up
      }
      outcome = mine.outcome;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome;
  }

  private void takeTurn(Consumer<List<DomainEventMessage<?>>> write) {
    try {
      var shares = nextShares();
      if (!shares.isEmpty()) {
        var outcome = write(shares, write);
        shares.forEach(share -> share.end(outcome));
      }
    } finally {
      turns.release();
      wakeNext();
    }
  }

  private synchronized List<Share> nextShares() {
    var shares = new ArrayList<Share>();
    int events = 0;
    for (var next = waiting.peek(); next != null; next = waiting.peek()) {
      events += next.events.size();
      if (events > EVENTS_OF_A_TURN) {
        break;
      }
      shares.add(waiting.remove());
    }
    return shares;
  }

  private static Outcome write(List<Share> shares, Consumer<List<DomainEventMessage<?>>> write) {
    var events = new ArrayList<DomainEventMessage<?>>();
    shares.forEach(share -> events.addAll(share.events));
    try {
      write.accept(events);
      return new Outcome.Committed();
    } catch (RuntimeException e) {
      return Conflicts.isRefusal(e) ? new Outcome.Refused() : new Outcome.Unknown(e);
    }
  }

  /** How many wait for the next turn. */
  int waiting() {
    return waiting.size();
  }

  /** Who came during a turn found none free; the next of them takes it. */
  private void wakeNext() {
    var next = waiting.peek();
    if (next != null) {
      LockSupport.unpark(next.caller);
    }
  }
}
