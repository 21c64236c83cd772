package dev.portalledger.query.projections;

import dev.portalledger.eventstore.UnknownEvent;
import dev.portalledger.query.projections.UnknownEvents.UnknownType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;

/**
 * Reads events into one read model's tables, by its own projections and in batches, as a processor
 * does: what cannot be taken is set aside with the rest of its stream, and nothing else waits. To
 * be used within a transaction; if that is rolled back, so is this of no use any more.
 */
final class Fold {

  private final String model;
  private final List<AnnotationEventHandlerAdapter> projections;
  private final Savepoints savepoints;
  private final Set<String> heldBack = new HashSet<>();

  Fold(ReadModel model, TablesBeside tables, Savepoints savepoints) {
    this.model = model.name();
    this.projections =
        model.projections(tables.client()).stream()
            .map(projection -> new AnnotationEventHandlerAdapter(projection))
            .toList();
    this.savepoints = savepoints;
  }

  void holdBack(String stream) {
    heldBack.add(stream);
  }

  /** What could not be taken, one of each stream. */
  List<Parked> apply(List<? extends EventMessage<?>> events) {
    var free = events.stream().filter(event -> !heldBack.contains(streamOf(event))).toList();
    if (free.isEmpty() || tried(free) == null) {
      return List.of();
    }
    var parked = new ArrayList<Parked>();
    for (var event : free) {
      if (!heldBack.contains(streamOf(event))) {
        var failure = tried(List.of(event));
        if (failure != null) {
          holdBack(streamOf(event));
          parked.add(
              new Parked(model, streamOf(event), event.getIdentifier(), ParkOrRetry.code(failure)));
        }
      }
    }
    return parked;
  }

  /** Null if all is written; otherwise why nothing is. */
  private @Nullable Exception tried(List<? extends EventMessage<?>> events) {
    TransactionStatus savepoint = savepoints.begin();
    try {
      together(events);
      savepoints.release(savepoint);
      return null;
    } catch (Exception e) {
      if (ParkOrRetry.isDatabaseTrouble(e)) {
        // The connection may be gone, and with it the savepoint: the whole transaction is given up.
        throw new ParkOrRetry.DatabaseTrouble(e);
      }
      savepoints.rollback(savepoint);
      return e;
    }
  }

  private void together(List<? extends EventMessage<?>> events) throws Exception {
    var unit = DefaultUnitOfWork.startAndGet(null);
    try {
      Batch.beginIn(unit);
      for (var event : events) {
        handle(event);
      }
      Batch.endIn(unit).write();
      unit.commit();
    } catch (Exception e) {
      unit.rollback(e);
      throw e;
    }
  }

  private void handle(EventMessage<?> event) throws Exception {
    if (event.getPayload() instanceof UnknownEvent unknown) {
      throw new UnknownType(model + " knows no events of type " + unknown.typeName());
    }
    for (var projection : projections) {
      projection.handle(event);
    }
  }

  private static String streamOf(EventMessage<?> event) {
    return PerAggregate.ORDER.getSequenceIdentifierFor(event).toString();
  }
}
