package dev.portalledger.query.projections;

import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;

/** History on its way into tables beside the live ones: each read model takes every event. */
public final class Refolding {

  private final List<Fold> folds;

  private Refolding(List<Fold> folds) {
    this.folds = folds;
  }

  static Refolding into(
      TablesBeside tables,
      List<ReadModel> models,
      Collection<Parked> known,
      Savepoints savepoints) {
    return new Refolding(
        models.stream().map(model -> fold(model, tables, known, savepoints)).toList());
  }

  /** What could not be taken, one of each read model's streams. Within a transaction. */
  public List<Parked> apply(List<? extends EventMessage<?>> events) {
    return folds.stream().flatMap(fold -> fold.apply(events).stream()).toList();
  }

  private static Fold fold(
      ReadModel model, TablesBeside tables, Collection<Parked> known, Savepoints savepoints) {
    var fold = new Fold(model, tables, savepoints);
    known.stream()
        .filter(parked -> parked.model().equals(model.name()))
        .forEach(parked -> fold.holdBack(parked.stream()));
    return fold;
  }
}
