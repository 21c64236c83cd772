package dev.portalledger.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The limit: one prepared insert of the same bytes into a table of the same shape, with a
 * connection for each caller.
 */
final class RawAppend implements AutoCloseable {

  static final String TABLE = "bench.raw_event";

  private final EventTable events;
  private final EventTable.Sample sample;
  private final List<PreparedStatement> statements = new ArrayList<>();

  RawAppend(Database database, EventTable events, EventTable.Sample sample, int callers)
      throws SQLException {
    this.events = events;
    this.sample = sample;
    for (int caller = 0; caller < callers; caller++) {
      statements.add(database.connect().prepareStatement(events.insertion(TABLE, 1)));
    }
  }

  /** Begin, insert, commit. */
  void inTransaction(int caller) throws SQLException {
    var connection = statements.get(caller).getConnection();
    connection.setAutoCommit(false);
    insert(caller);
    connection.commit();
  }

  void autocommit(int caller) throws SQLException {
    statements.get(caller).getConnection().setAutoCommit(true);
    insert(caller);
  }

  private void insert(int caller) throws SQLException {
    var statement = statements.get(caller);
    var stream = "portal-" + OneEvent.NEXT_PORTAL.incrementAndGet();
    var _ = events.fill(statement, 1, sample, stream, 0);
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    for (var statement : statements) {
      statement.getConnection().close();
    }
  }
}
