package dev.portalledger.eventstore;

import io.axoniq.axonserver.grpc.event.Event;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Commits what a transaction did in PostgreSQL and its events at Axon Server together.
 *
 * <p>PostgreSQL prepares the transaction, which it then can commit whatever happens; the append
 * decides; PostgreSQL follows. Whoever dies in between leaves a prepared transaction, and {@link
 * #settle} does to it what was decided. A unit that was not recorded yet is ended by that: its
 * append is refused afterwards, so nobody needs to wait for a node that may be dead or only slow.
 */
final class UnitsOfTwo {

  /** Somebody else has settled it meanwhile. */
  private static final String NO_SUCH_TRANSACTION = "42704";

  private final JdbcTemplate db;
  private final AxonServerEvents server;

  UnitsOfTwo(JdbcTemplate db, AxonServerEvents server) {
    this.db = db;
    this.server = server;
  }

  /**
   * Commits the thread's transaction.
   *
   * @param nothingElse it has done nothing in PostgreSQL
   */
  void commit(List<Event> events, boolean nothingElse) {
    if (nothingElse || !hasWritten()) {
      server.append(events);
      return;
    }
    var unit = Unit.fresh();
    db.execute("prepare transaction '%s'".formatted(unit.id()));
    append(unit, events);
    finish(unit, Unit.Fate.RECORDED);
  }

  private boolean hasWritten() {
    return Boolean.TRUE.equals(
        db.queryForObject("select pg_current_xact_id_if_assigned() is not null", Boolean.class));
  }

  private void append(Unit unit, List<Event> events) {
    try {
      server.append(Stream.concat(events.stream(), Stream.of(unit.recorded())).toList());
    } catch (ConcurrencyException | AggregateStreamCreationException lost) {
      finish(unit, Unit.Fate.ABANDONED);
      throw lost;
    } catch (DataAccessException unknown) {
      if (fate(unit, unknown) == Unit.Fate.ABANDONED) {
        finish(unit, Unit.Fate.ABANDONED);
        throw unknown;
      }
    }
  }

  /** What cannot be asked either is left to who settles such units later. */
  private Unit.Fate fate(Unit unit, DataAccessException unknown) {
    try {
      return fate(unit);
    } catch (DataAccessException e) {
      unknown.addSuppressed(e);
      throw unknown;
    }
  }

  /** Ends the unit if it is not recorded yet. */
  private Unit.Fate fate(Unit unit) {
    var marks = server.ofStream(unit.id(), 0, 1);
    if (!marks.isEmpty()) {
      return Unit.fate(marks.getFirst());
    }
    try {
      server.append(List.of(unit.abandoned()));
      return Unit.Fate.ABANDONED;
    } catch (AggregateStreamCreationException _) {
      return Unit.fate(server.ofStream(unit.id(), 0, 1).getFirst());
    }
  }

  /** Does what was decided of a transaction that somebody prepared and did not end. */
  void settle(Unit unit) {
    finish(unit, fate(unit));
  }

  private void finish(Unit unit, Unit.Fate fate) {
    var verb =
        switch (fate) {
          case RECORDED -> "commit";
          case ABANDONED -> "rollback";
        };
    var _ =
        db.execute(
            (ConnectionCallback<Boolean>)
                connection -> {
                  boolean before = connection.getAutoCommit();
                  connection.setAutoCommit(true); // not possible within a transaction
                  try (var statement = connection.createStatement()) {
                    return statement.execute("%s prepared '%s'".formatted(verb, unit.id()));
                  } catch (SQLException e) {
                    if (NO_SUCH_TRANSACTION.equals(e.getSQLState())) {
                      return false;
                    }
                    throw e;
                  } finally {
                    connection.setAutoCommit(before);
                  }
                });
  }
}
