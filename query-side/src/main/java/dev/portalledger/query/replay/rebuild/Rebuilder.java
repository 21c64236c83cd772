package dev.portalledger.query.replay.rebuild;

import static java.util.Objects.requireNonNull;

import dev.portalledger.eventstore.PositionedEvents;
import dev.portalledger.query.projections.Comparison;
import dev.portalledger.query.projections.History;
import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import dev.portalledger.query.projections.TablesBeside;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works on one read model step by step. What is read goes into tables beside the live ones, while
 * those go on being written and read; at the end writers wait for a moment, the last events are
 * read, and the tables change places.
 */
final class Rebuilder {

  /** What a step came to. */
  enum Step {
    GO_ON,
    /** Others held the live tables; soon. */
    WAIT,
    OVER
  }

  /** So many events are read while writers wait. */
  private static final int LAST_STRETCH = 500;

  // Not to be had in time, a deadlock with another.
  private static final Set<String> HELD = Set.of("55P03", "40P01");

  private static final int TOLD_OF_EACH_TABLE = 1000;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final Turns turns;
  private final History history;
  private final ReadModels models;
  private final Comparison comparison;
  private final Stretches stretches;

  Rebuilder(
      JdbcClient db,
      TransactionTemplate transaction,
      Turns turns,
      History history,
      ReadModels models,
      Comparison comparison,
      Stretches stretches) {
    this.db = db;
    this.transaction = transaction;
    this.turns = turns;
    this.history = history;
    this.models = models;
    this.comparison = comparison;
    this.stretches = stretches;
  }

  Step step(int number) {
    var found = requireNonNull(transaction.execute(_ -> turns.ours(number)));
    return found.map(this::step).orElse(Step.OVER);
  }

  private Step step(Rebuild rebuild) {
    var model = models.named(rebuild.projection()).orElseThrow();
    return switch (rebuild.phase()) {
      case READING -> read(rebuild, model);
      case INDEXING -> index(rebuild, model);
      case SWITCHING -> takePlace(rebuild, model);
      case COMPARING -> compare(rebuild, model);
    };
  }

  private Step read(Rebuild rebuild, ReadModel model) {
    if (!turns.hasTables(rebuild)) {
      inTurn(
          rebuild,
          () -> {
            rebuild.tables(db).createBare(List.of(model));
            turns.created(rebuild);
          });
    }
    long head = history.head();
    if (head - rebuild.position() > LAST_STRETCH) {
      stretches.read(rebuild, model, () -> requireOurs(rebuild));
      return Step.GO_ON;
    }
    turns.enter(rebuild, rebuild.kind() == Kind.CHECK ? Phase.COMPARING : Phase.INDEXING);
    return Step.GO_ON;
  }

  private Step index(Rebuild rebuild, ReadModel model) {
    inTurn(rebuild, () -> rebuild.tables(db).index(List.of(model)));
    rebuild.tables(db).vacuum(List.of(model));
    turns.enter(rebuild, Phase.SWITCHING);
    return Step.GO_ON;
  }

  private Step takePlace(Rebuild rebuild, ReadModel model) {
    if (history.head() - rebuild.position() > LAST_STRETCH) {
      stretches.read(rebuild, model, () -> requireOurs(rebuild));
      return Step.GO_ON;
    }
    try {
      inTurn(rebuild, () -> lastStretch(rebuild, model));
      return Step.OVER;
    } catch (DataAccessException e) {
      if (isHeldByOthers(e)) {
        return Step.WAIT;
      }
      throw e;
    }
  }

  /** Readers or writers did not let go in time; nobody was kept waiting for longer. */
  private static boolean isHeldByOthers(DataAccessException e) {
    return e.getMostSpecificCause() instanceof SQLException sql
        && HELD.contains(String.valueOf(sql.getSQLState()));
  }

  private void lastStretch(Rebuild rebuild, ReadModel model) {
    TablesBeside.lockLive(db, List.of(model));
    long head = history.head();
    goOn(rebuild, model, head);
    var missing = turns.parkedHereOnly(rebuild);
    if (!missing.isEmpty()) {
      throw new NotSwitched(
          "%d streams could not be read that the live view may have; nothing was switched. Look at them, and ask with force=true if it is meant."
              .formatted(missing.size()));
    }
    rebuild.tables(db).takePlace(List.of(model));
    turns.switched(rebuild, head);
  }

  /** Reads on in this transaction, and keeps what could not be taken. */
  private void goOn(Rebuild rebuild, ReadModel model, long head) {
    var refolding = models.into(rebuild.tables(db), List.of(model), turns.parked(rebuild));
    long position = rebuild.position();
    while (position < head) {
      var events = history.after(position, (int) Math.min(1000, head - position));
      var parked = refolding.apply(events);
      position =
          events.isEmpty() ? head : Math.min(head, PositionedEvents.positionOf(events.getLast()));
      turns.advanced(rebuild, position, head, 0, parked);
    }
  }

  private Step compare(Rebuild rebuild, ReadModel model) {
    var found =
        comparison.settled(
            rebuild.tables(db),
            List.of(model),
            null,
            TOLD_OF_EACH_TABLE,
            head -> goOn(rebuild, model, head));
    inTurn(rebuild, () -> turns.compared(rebuild, found));
    return Step.OVER;
  }

  private void inTurn(Rebuild rebuild, Runnable work) {
    transaction.executeWithoutResult(
        _ -> {
          requireOurs(rebuild);
          work.run();
        });
  }

  private void requireOurs(Rebuild rebuild) {
    var _ = turns.ours(rebuild.number()).orElseThrow(TurnLost::new);
  }

  /** Cancelled, or taken on by another node. */
  static final class TurnLost extends RuntimeException {}

  /** The rebuilt tables would show less than the live ones. */
  static final class NotSwitched extends RuntimeException {
    NotSwitched(String message) {
      super(message);
    }
  }
}
