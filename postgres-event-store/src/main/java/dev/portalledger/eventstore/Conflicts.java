package dev.portalledger.eventstore;

import java.sql.SQLException;
import java.util.Set;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Tells a lost race from a broken database. Axon's own resolver looks for an exception class that
 * the PostgreSQL driver never throws, so a conflict would surface as an outage and never be
 * retried.
 */
final class Conflicts implements PersistenceExceptionResolver {

  /** Duplicate key, deadlock, serialization failure. */
  private static final Set<String> SQL_STATES = Set.of("23505", "40P01", "40001");

  @Override
  public boolean isDuplicateKeyViolation(Exception exception) {
    return isConflict(exception);
  }

  private static boolean isConflict(@Nullable Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && SQL_STATES.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
