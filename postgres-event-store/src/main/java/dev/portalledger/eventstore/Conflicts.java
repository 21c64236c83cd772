package dev.portalledger.eventstore;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
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

  /** Classes of data, of constraints, of serialization, of locks: rolled back for sure. */
  private static final Set<String> CLASSES_OF_REFUSALS = Set.of("22", "23", "40", "55");

  /** Whether the database answered, and refused: nothing of the transaction is there. */
  static boolean isRefusal(Throwable thrown) {
    return hasState(thrown, state -> CLASSES_OF_REFUSALS.stream().anyMatch(state::startsWith));
  }

  @Override
  public boolean isDuplicateKeyViolation(Exception exception) {
    return hasState(exception, SQL_STATES::contains);
  }

  private static boolean hasState(@Nullable Throwable thrown, Predicate<String> sought) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sought.test(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
