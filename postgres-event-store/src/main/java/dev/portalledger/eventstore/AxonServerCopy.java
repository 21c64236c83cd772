package dev.portalledger.eventstore;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Copies what Axon Server recorded into {@code events.event}, in Axon Server's order, once each:
 * everything that reads by position (projections, seals, replays, exports) reads the copy. One node
 * copies, by an advisory lock that ends with its session; how far it came stands in the same
 * transaction as the events. What was copied is never copied over: if Axon Server's history is not
 * the one that was copied from, copying ends and {@link #trouble} says why.
 */
final class AxonServerCopy implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AxonServerCopy.class);

  private static final int AT_ONCE = 500;
  private static final long WAIT_MILLIS = 250;
  private static final Duration OTHERS_REST = Duration.ofSeconds(1);

  private final AxonServerEvents server;
  private final CopiedEvents copied;
  private final Runnable committed;
  private final Session session;

  private @Nullable EventStream stream;
  private boolean leads;
  private volatile @Nullable String trouble;

  /**
   * @param committed called after each commit of the copy
   */
  AxonServerCopy(
      Sessions sessions, AxonServerEvents server, CopiedEvents copied, Runnable committed) {
    this.server = server;
    this.copied = copied;
    this.committed = committed;
    this.session = sessions.open("axon-server-copy", this::begin, this::turn);
  }

  void start() {
    session.start();
  }

  /** Why nothing is copied, and what to do; null while all is well. */
  @Nullable String trouble() {
    return trouble;
  }

  /** A leader that shows no sign of life loses its session, and with it the lead. */
  void begin(Connection connection) throws SQLException {
    leads = false;
    closeStream();
    try (var statement = connection.createStatement()) {
      statement.execute("set idle_session_timeout = '4s'");
      statement.execute("set idle_in_transaction_session_timeout = '4s'");
    }
  }

  /** One step; whoever is not the leader, or cannot go on, waits a moment. */
  void turn(Connection connection) throws SQLException, InterruptedException {
    leads = leads || CopiedEvents.takesTheLead(connection);
    if (!leads || !isDone(connection)) {
      session.rest(OTHERS_REST);
    }
  }

  private boolean isDone(Connection connection) throws SQLException, InterruptedException {
    try {
      return copyFrom(open(connection), connection);
    } catch (DataAccessResourceFailureException away) {
      closeStream();
      say(String.valueOf(away.getMessage()));
      return false;
    }
  }

  private boolean copyFrom(@Nullable EventStream from, Connection connection)
      throws SQLException, InterruptedException {
    if (from == null) {
      return false;
    }
    var events = next(from);
    if (events.isEmpty()) {
      var _ = CopiedEvents.last(connection); // the sign of life
    } else {
      copied.add(connection, events);
      committed.run();
    }
    return true;
  }

  private @Nullable EventStream open(Connection connection) throws SQLException {
    if (stream == null || stream.isClosed()) {
      closeStream();
      var last = CopiedEvents.last(connection);
      var why = whyNot(connection, last);
      say(why);
      stream = why == null ? server.behind(last.token()) : null;
    }
    return stream;
  }

  /** Null if Axon Server's history goes on where the copy ends. */
  private @Nullable String whyNot(Connection connection, CopiedEvents.Last last)
      throws SQLException {
    long head = server.lastToken(); // throws if it is away
    if (last.token() < 0) {
      return CopiedEvents.hasEvents(connection)
          ? "The database holds events that Axon Server never had. Go on with"
              + " ledger.event-store=postgres, or begin with an empty database."
          : null;
    }
    return head >= last.token() && isTheSame(last)
        ? null
        : "Axon Server does not have the event %s at token %d any more, which was copied. Restore it to a later moment; nothing is copied or taken back meanwhile."
            .formatted(last.eventIdentifier(), last.token());
  }

  private boolean isTheSame(CopiedEvents.Last last) {
    try (var again = server.behind(last.token() - 1)) {
      var event = again.nextIfAvailable(WAIT_MILLIS * 20, TimeUnit.MILLISECONDS);
      return event != null
          && event.getToken() == last.token()
          && event.getEvent().getMessageIdentifier().equals(last.eventIdentifier());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<EventWithToken> next(EventStream from) throws InterruptedException {
    var events = new ArrayList<EventWithToken>();
    var event = from.nextIfAvailable(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    while (event != null) {
      events.add(event);
      event = events.size() < AT_ONCE ? from.nextIfAvailable() : null;
    }
    return events;
  }

  private void say(@Nullable String why) {
    if (why != null && trouble == null) {
      LOG.error("Events of Axon Server are not copied. {}", why);
    } else if (why == null && trouble != null) {
      LOG.info("Events of Axon Server are copied again");
    }
    trouble = why;
  }

  private void closeStream() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  @Override
  public void close() {
    session.close();
    closeStream();
  }
}
