package dev.portalledger.eventstore;

import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes events of Axon Server's into {@code events.event}, and how far that came. */
final class CopiedEvents {

  /**
   * The last event that was copied or passed over.
   *
   * @param token -1 before the first
   */
  record Last(long token, @Nullable String eventIdentifier) {}

  private static final String INSERT =
      "insert into events.event ("
          + StoredEvent.COLUMNS
          + ", tenant) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final AxonServerForm form;
  private final @Nullable String tenantKey;

  /**
   * @param tenantKey metadata of this name goes into the column {@code tenant}; null: none does
   */
  CopiedEvents(AxonServerForm form, @Nullable String tenantKey) {
    this.form = form;
    this.tenantKey = tenantKey;
  }

  static boolean takesTheLead(Connection connection) throws SQLException {
    return ask(connection, "select pg_try_advisory_lock(hashtextextended('events.copied', 0))");
  }

  static boolean hasEvents(Connection connection) throws SQLException {
    return ask(connection, "select exists (select from events.event)");
  }

  private static boolean ask(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  static Last last(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select token, event_identifier from events.copied")) {
      row.next();
      return new Last(row.getLong(1), row.getString(2));
    }
  }

  /** In one transaction, or none of them; a node that lost the lead meanwhile adds nothing. */
  void add(Connection connection, List<EventWithToken> events) throws SQLException {
    connection.setAutoCommit(false);
    try {
      move(connection, events.getFirst().getToken(), events.getLast());
      insert(connection, events);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void move(Connection connection, long first, EventWithToken last)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "update events.copied set (token, event_identifier) = (?, ?) where token < ?")) {
      statement.setLong(1, last.getToken());
      statement.setString(2, last.getEvent().getMessageIdentifier());
      statement.setLong(3, first);
      if (statement.executeUpdate() != 1) {
        throw new SQLException("Another node has copied from token %d on".formatted(first));
      }
    }
  }

  private void insert(Connection connection, List<EventWithToken> events) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      for (var event : events) {
        if (!Unit.isMark(event.getEvent())) {
          form.stored(event.getEvent()).set(statement, 1);
          statement.setString(
              10, tenantKey == null ? null : form.metaData(event.getEvent(), tenantKey));
          statement.addBatch();
        }
      }
      var _ = statement.executeBatch();
    }
  }
}
