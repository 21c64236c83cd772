package dev.portalledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what other nodes committed and sequenced. What NOTIFY may lose (while there was no session)
 * is found by asking, four times a second.
 */
final class Hearing implements AutoCloseable {

  private static final int ASK_AFTER_MILLIS = 250;

  private final Head head;
  private final Runnable committedElsewhere;
  private final Session session;

  /**
   * @param committedElsewhere called when another node says that it committed events
   */
  Hearing(Sessions sessions, Head head, Runnable committedElsewhere) {
    this.head = head;
    this.committedElsewhere = committedElsewhere;
    this.session = sessions.open("event-hearing", this::listen, this::hear);
  }

  void start() {
    session.start();
  }

  private void listen(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + Channels.COMMITTED);
      statement.execute("listen " + Channels.SEQUENCED);
    }
    ask(connection);
  }

  private void hear(Connection connection) throws SQLException {
    var heard = connection.unwrap(PGConnection.class).getNotifications(ASK_AFTER_MILLIS);
    if (heard == null || heard.length == 0) {
      ask(connection);
      return;
    }
    for (PGNotification notification : heard) {
      if (notification.getName().equals(Channels.SEQUENCED)) {
        head.advance(Long.parseLong(notification.getParameter()));
      } else {
        committedElsewhere.run();
      }
    }
  }

  private void ask(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select position from events.sequencer")) {
      row.next();
      head.advance(row.getLong(1));
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
