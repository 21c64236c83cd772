package dev.portalledger.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import dev.portalledger.eventstore.EventTypes.EventType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts of an event store on one database, and no application around them. */
final class Store implements AutoCloseable {

  /** An event that says nothing but its number. */
  record Counted(long number) {}

  static final EventTypes COUNTED =
      EventTypes.of(List.of(new EventType("test.counted", "1", Counted.class)));

  private static final int MOST_STEPS = 2_000;
  private static final int MOST_CONNECTIONS = 24;

  final String database;
  final JdbcTemplate db;

  /** Sends its events with its commit, as the product's transactions do. */
  final TransactionTemplate transaction;

  /** Another's: its events are sent as they are appended. */
  final TransactionTemplate otherTransaction;

  final Appends appends;
  final EventRows rows;
  final Positions positions;
  final PostgresEventStorageEngine engine;

  private final HikariDataSource pool = new HikariDataSource();

  Store(String database, EventTypes types, EventUpcaster... upcasters) {
    this.database = database;
    pool.setJdbcUrl(TestServer.url(database));
    pool.setUsername("command_side");
    pool.setPassword("command_side");
    pool.setMinimumIdle(0);
    pool.setMaximumPoolSize(MOST_CONNECTIONS);
    db = new JdbcTemplate(pool);
    transaction = new TransactionTemplate(new EventTransactions(pool));
    otherTransaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    var serializer = new NamedTypesSerializer(types);
    appends = new Appends(db, serializer, null);
    rows = new EventRows(db, serializer);
    positions = new Positions(db);
    engine =
        new PostgresEventStorageEngine(
            appends, rows, positions, serializer, new EventUpcasterChain(List.of(upcasters)));
  }

  /**
   * As if nothing had ever been recorded. Only who owns the tables can do that, and not by mistake.
   */
  void empty() {
    TestServer.as("ledger_owner", database)
        .sql(
            """
            alter table events.event disable trigger user;
            alter table events.event_position disable trigger user;
            truncate events.event, events.event_position, events.snapshot restart identity;
            update events.sequencer set (position, txid, global_index) = (0, 0, 0);
            alter table events.event enable trigger user;
            alter table events.event_position enable trigger user;
            """)
        .update();
  }

  DataSource dataSource() {
    return pool;
  }

  void append(String stream, long sequence, Object payload) {
    engine.appendEvents(new GenericDomainEventMessage<>("Test", stream, sequence, payload));
  }

  /** An event as another version, or a stranger, might have left it. */
  void appendRaw(
      String stream, long sequence, String type, @Nullable String revision, String json) {
    db.update(
        "insert into events.event ("
            + StoredEvent.COLUMNS
            + ") values (?, ?, 'Test', ?, ?, ?, ?, ?, ?)",
        stream,
        sequence,
        UUID.randomUUID().toString(),
        Instant.parse("2026-03-01T12:00:00Z").atOffset(ZoneOffset.UTC),
        type,
        revision,
        bytes("{}"),
        bytes(json));
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** Positions for all that can have one by now; returns the last one given. */
  long sequenceWhatCanBe() {
    try (var connection = connect()) {
      Sequencer.Step step;
      do {
        step = new Sequencer(1_000).step(connection);
      } while (step.given() > 0);
      return step.position();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(TestServer.url(database), "command_side", "command_side");
  }

  /** For a node on this database. */
  Sessions sessions() {
    return new Sessions(TestServer.url(database), "command_side", "command_side");
  }

  /** Until every event has its position: whoever else uses this server has ended by then. */
  void sequence() {
    var sequencer = new Sequencer(1_000);
    try (var connection = connect()) {
      for (int step = 0; step < MOST_STEPS; step++) {
        if (!sequencer.step(connection).waiting()) {
          return;
        }
        try (var statement = connection.createStatement()) {
          statement.execute("select pg_sleep(0.005)");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("some events got no position");
  }

  /** All events that have a position, in its order. */
  Stream<Object> payloads() {
    return engine.after(0).map(event -> (Object) event.getPayload());
  }

  /** Every event's stream and its position, in the order of positions. */
  List<Map<String, Object>> places() {
    return db.queryForList(
        """
        select aggregate_identifier as stream, position, txid
          from events.event_position join events.event using (txid, global_index) order by position
        """);
  }

  @Override
  public void close() {
    pool.close();
  }
}
