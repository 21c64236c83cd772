package dev.portalledger.eventstore.axonserver;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What goes wrong with the next appends, each fault once. */
final class AppendFaults {

  /** Around the storing of one append. */
  interface Fault {

    /** Throws what the client is told, if the append is not to be stored. */
    void beforeStoring();

    /** Throws what the client is told in place of an answer. */
    void afterStoring();
  }

  private enum Plain implements Fault {
    NONE {
      @Override
      public void beforeStoring() {}

      @Override
      public void afterStoring() {}
    },
    REFUSED {
      @Override
      public void beforeStoring() {
        throw unavailable("refused before it was stored");
      }

      @Override
      public void afterStoring() {}
    },
    ANSWER_LOST {
      @Override
      public void beforeStoring() {}

      @Override
      public void afterStoring() {
        throw unavailable("the connection broke");
      }
    }
  }

  private record Held(HeldAppend append) implements Fault {

    @Override
    public void beforeStoring() {
      append.arriveAndWait();
    }

    @Override
    public void afterStoring() {}
  }

  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final Set<Held> held = ConcurrentHashMap.newKeySet();

  void nextLosesItsAnswer() {
    next.add(Plain.ANSWER_LOST);
  }

  void nextIsRefused() {
    next.add(Plain.REFUSED);
  }

  HeldAppend nextIsHeld() {
    var hold = new Held(new HeldAppend());
    held.add(hold);
    next.add(hold);
    return hold.append();
  }

  Fault ofNextAppend() {
    var fault = next.poll();
    return fault == null ? Plain.NONE : fault;
  }

  /** What was held is lost with its connection. */
  void abandonHeld() {
    next.removeAll(held);
    held.forEach(hold -> hold.append().abandon());
    held.clear();
  }

  static StatusRuntimeException unavailable(String why) {
    return Status.UNAVAILABLE.withDescription(why).asRuntimeException();
  }
}
