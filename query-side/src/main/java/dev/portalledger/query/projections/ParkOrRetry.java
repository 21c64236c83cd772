package dev.portalledger.query.projections;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to an event that a projection could not take: if the database is to blame, the
 * projection stops and tries again; if the event is, it is parked with the rest of its stream.
 */
final class ParkOrRetry implements EnqueuePolicy<EventMessage<?>> {

  private static final Logger log = LoggerFactory.getLogger(ParkOrRetry.class);

  // Connection lost, rolled back by the server, out of resources, stopped by an operator.
  private static final Set<String> DATABASE_TROUBLE = Set.of("08", "40", "53", "57");

  private final String group;

  ParkOrRetry(String group) {
    this.group = group;
  }

  @Override
  public EnqueueDecision<EventMessage<?>> decide(
      DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
    if (isDatabaseTrouble(cause)) {
      // "Do not enqueue" would drop the event; only an exception makes the processor come back.
      throw new DatabaseTrouble(cause);
    }
    String code = code(cause);
    log.error("{}: parked event {}: {}", group, letter.message().getIdentifier(), code);
    // A driver's message may quote the row, so only the code is kept.
    return Decisions.enqueue(new ThrowableCause(code, ""));
  }

  static boolean isDatabaseTrouble(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLTransientException || t instanceof SQLRecoverableException) {
        return true;
      }
      if (t instanceof SQLException sql && DATABASE_TROUBLE.contains(stateClass(sql))) {
        return true;
      }
    }
    return false;
  }

  static String code(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root instanceof SQLException sql
        ? "SQLSTATE " + sql.getSQLState()
        : root.getClass().getSimpleName();
  }

  private static String stateClass(SQLException sql) {
    String state = sql.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }

  /** The database could not serve; the event is innocent and must be handled again. */
  static final class DatabaseTrouble extends RuntimeException {
    DatabaseTrouble(Throwable cause) {
      super("database trouble, the projection tries again", cause);
    }
  }
}
