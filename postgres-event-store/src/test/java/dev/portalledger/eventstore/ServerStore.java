package dev.portalledger.eventstore;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of an event store that records at Axon Server, and no application around them. */
final class ServerStore implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_TURNS = 200;

  final Store database;
  final AxonServerEvents server;
  final UnitsOfTwo units;
  final AxonServerEventStorageEngine engine;
  private final CopiedEvents copied;
  private final OwnCorner corner = new OwnCorner();
  private final AxonServerConnectionFactory factory;

  /**
   * @param address of the server, as host:port
   * @param token empty for a server without access control
   */
  ServerStore(String address, String token, EventTypes types) {
    database = new Store(databaseWithNotes(), types);
    factory = factory(URI.create("grpc://" + address), token);
    var connection = factory.connect("default");
    Turning.until(connection::isConnected);
    server = new AxonServerEvents(connection::eventChannel, PATIENCE);
    var serializer = new NamedTypesSerializer(types);
    var form = new AxonServerForm(serializer);
    units = new UnitsOfTwo(database.db, server);
    copied = new CopiedEvents(form, null);
    engine =
        new AxonServerEventStorageEngine(
            database.dataSource(),
            server,
            form,
            units,
            database.rows,
            database.positions,
            serializer,
            new EventUpcasterChain(List.of()));
  }

  /** What was left prepared keeps its locks: whoever needs one says so instead of waiting on. */
  private static String databaseWithNotes() {
    var database = TestServer.migratedDatabase();
    TestServer.as("postgres", database)
        .sql(
            """
            create table public.note (text text not null primary key);
            grant select, insert on public.note to command_side;
            alter database %s set lock_timeout = '10s';
            """
                .formatted(database))
        .update();
    return database;
  }

  private AxonServerConnectionFactory factory(URI place, String token) {
    var client =
        AxonServerConnectionFactory.forClient("test", UUID.randomUUID().toString())
            .routingServers(new ServerAddress(place.getHost(), place.getPort()))
            .reconnectInterval(20, MILLISECONDS)
            .customize(channel -> channel.intercept(corner));
    return (token.isEmpty() ? client : client.token(token)).build();
  }

  TransactionTemplate transaction() {
    return database.transaction;
  }

  /**
   * As if nothing had ever been recorded; what others recorded at the server before is not ours.
   */
  void empty() {
    corner.renew();
    database.empty();
    long last = server.lastToken();
    asOwner()
        .sql("update events.copied set token = ?, event_identifier = ?")
        .params(last, last < 0 ? "" : identifierAt(last))
        .update();
    TestServer.as("postgres", database.database).sql("truncate public.note").update();
  }

  private JdbcClient asOwner() {
    return TestServer.as("ledger_owner", database.database);
  }

  private String identifierAt(long token) {
    try (var events = server.behind(token - 1)) {
      var event = events.nextIfAvailable(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return event.getEvent().getMessageIdentifier();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  AxonServerCopy copy() {
    return new AxonServerCopy(database.sessions(), server, copied, () -> {});
  }

  void add(Connection connection, List<EventWithToken> events) throws SQLException {
    copied.add(connection, events);
  }

  /** Copies and positions whatever is recorded. */
  void settle() {
    try (var connection = connect();
        var copy = copy()) {
      copyAll(connection, copy);
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    database.sequence();
  }

  private void copyAll(Connection connection, AxonServerCopy copy)
      throws SQLException, InterruptedException {
    long last = server.lastToken();
    for (int turn = 0; CopiedEvents.last(connection).token() < last; turn++) {
      copy.turn(connection);
      if (turn == MOST_TURNS || copy.trouble() != null) {
        throw new IllegalStateException("events are not copied: " + copy.trouble());
      }
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        TestServer.url(database.database), "command_side", "command_side");
  }

  /** A row of the application's own, in the thread's transaction. */
  void note(String text) {
    database.db.update("insert into public.note values (?)", text);
  }

  List<String> notes() {
    return database.db.queryForList("select text from public.note order by 1", String.class);
  }

  /** Units that were prepared and not ended. */
  List<Unit> left() {
    try (var connection = connect()) {
      return AxonServerNode.left(connection, Duration.ZERO);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    factory.shutdown();
    database.close();
  }
}
