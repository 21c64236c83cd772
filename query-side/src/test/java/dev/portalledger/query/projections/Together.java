package dev.portalledger.query.projections;

import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

/** Handles events the way a processor handles a batch: what they change is written once. */
public final class Together {

  public static <E> void handle(List<E> events, Consumer<E> handler) {
    var unit = DefaultUnitOfWork.startAndGet(null);
    try {
      Batch.beginIn(unit);
      events.forEach(handler);
      Batch.endIn(unit).write();
      unit.commit();
    } catch (RuntimeException | Error e) {
      unit.rollback(e);
      throw e;
    }
  }

  private Together() {}
}
