package dev.portalledger.eventstore;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine on a database, with nothing running by itself. Transactions are the caller's. */
final class TestEngine {

  /** An event that says nothing but its number. */
  record Counted(long number) {}

  static final EventTypes TYPES =
      EventTypes.of(List.of(new EventType("test.counted", "1", Counted.class)));

  final PostgresEventStorageEngine engine;
  final JdbcTemplate db;
  final TransactionTemplate transactions;
  private final String url;

  TestEngine(String url) {
    this(url, new DriverManagerDataSource(url, "command_side", "command_side"));
  }

  TestEngine(String url, DataSource connections) {
    this.url = url;
    db = new JdbcTemplate(connections);
    transactions = new TransactionTemplate(new DataSourceTransactionManager(connections));
    var serializer = new NamedTypesSerializer(TYPES);
    engine =
        new PostgresEventStorageEngine(
            new EventRows(db, serializer, null),
            new Positions(db),
            serializer,
            NoOpEventUpcaster.INSTANCE);
  }

  void append(String stream, long sequence, long number) {
    engine.appendEvents(
        new GenericDomainEventMessage<>("Test", stream, sequence, new Counted(number)));
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "command_side", "command_side");
  }

  Sessions sessions() {
    return new Sessions(url, "command_side", "command_side");
  }

  /** Positions for all that can have one by now. */
  long sequence() {
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
}
