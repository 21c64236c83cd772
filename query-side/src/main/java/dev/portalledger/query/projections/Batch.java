package dev.portalledger.query.projections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** The changes that a batch of events has made and that are not written yet. */
final class Batch {

  private static final String RESOURCE = "query.batch";

  private final Map<Rows<?>, Rounds<?>> pending = new LinkedHashMap<>();

  /** From here on, changes made in this unit of work wait for {@link #endIn}. */
  static void beginIn(UnitOfWork<?> unit) {
    unit.resources().put(RESOURCE, new Batch());
  }

  /** From here on, changes are written at once again; whoever ends the batch writes it. */
  static Batch endIn(UnitOfWork<?> unit) {
    return (Batch) unit.resources().remove(RESOURCE);
  }

  static Optional<Batch> atHand() {
    return CurrentUnitOfWork.map(unit -> unit.root().<Batch>getResource(RESOURCE));
  }

  <C> void add(Rows<C> rows, C change) {
    // The rounds of a table hold changes of that table: see how they are put in.
    @SuppressWarnings("unchecked")
    var rounds = (Rounds<C>) pending.computeIfAbsent(rows, Rounds::new);
    rounds.add(change);
  }

  void write() {
    pending.values().forEach(Rounds::write);
  }

  /** The first change of every key, then the second of every key that has one, and so on. */
  private static final class Rounds<C> {

    private final Rows<C> rows;
    private final Map<Object, Integer> changesOf = new HashMap<>();
    private final List<List<C>> rounds = new ArrayList<>();

    Rounds(Rows<C> rows) {
      this.rows = rows;
    }

    void add(C change) {
      int round = changesOf.merge(rows.key(change), 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(change);
    }

    void write() {
      rounds.forEach(rows::write);
    }
  }
}
