package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Spring's JDBC transactions, with the events of a transaction sent together with its commit. A
 * command that records events then costs one round trip less, and holds what it locks for a round
 * trip less. A lost race for a place in a stream shows at the commit, and rolls everything back.
 */
final class EventTransactions extends JdbcTransactionManager {

  EventTransactions(DataSource dataSource) {
    super(dataSource);
  }

  private record Suspended(Object transaction, @Nullable Object unsent) {}

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    super.doBegin(transaction, definition);
    UnsentEvents.begin(obtainDataSource());
  }

  @Override
  protected Object doSuspend(Object transaction) {
    var unsent = UnsentEvents.end(obtainDataSource());
    return new Suspended(super.doSuspend(transaction), unsent);
  }

  @Override
  protected void doResume(@Nullable Object transaction, Object suspendedResources) {
    var suspended = (Suspended) suspendedResources;
    super.doResume(transaction, suspended.transaction());
    UnsentEvents.resume(obtainDataSource(), suspended.unsent());
  }

  @Override
  protected void doCommit(DefaultTransactionStatus status) {
    var unsent = requireNonNull(UnsentEvents.of(obtainDataSource()));
    if (unsent.count() > 0) {
      unsent.commit(hasDoneNothing());
    }
    super.doCommit(status);
  }

  /** The driver begins a transaction with its first statement, not earlier. */
  private boolean hasDoneNothing() {
    var connection = DataSourceUtils.getConnection(obtainDataSource());
    try {
      return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    } catch (SQLException e) {
      throw translateException("looking at the transaction", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, obtainDataSource());
    }
  }

  @Override
  protected void doCleanupAfterCompletion(Object transaction) {
    var _ = UnsentEvents.end(obtainDataSource());
    super.doCleanupAfterCompletion(transaction);
  }
}
