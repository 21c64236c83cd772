package dev.portalledger.eventstore;

import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows that the contract says what Axon's own engine does. */
class StockEventStorageTest extends EventStorageContract {

  private static String database;
  private static DataSource dataSource;

  @BeforeAll
  static void create() {
    database = TestServer.freshDatabase();
    dataSource =
        new DriverManagerDataSource(
            TestServer.url(database) + "?currentSchema=stock", "ledger_owner", "ledger_owner");
  }

  @Override
  EventStorageEngine emptyEngine() {
    TestServer.as("ledger_owner", database)
        .sql("drop schema if exists stock cascade; create schema stock")
        .update();
    var serializer = new NamedTypesSerializer(TYPES);
    var stock =
        JdbcEventStorageEngine.builder()
            .connectionProvider(new SpringDataSourceConnectionProvider(dataSource))
            .transactionManager(
                new SpringTransactionManager(new DataSourceTransactionManager(dataSource)))
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .persistenceExceptionResolver(new Conflicts())
            .build();
    stock.createSchema(PostgresEventTableFactory.INSTANCE);
    return stock;
  }

  @Override
  TransactionTemplate transaction() {
    return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  /** This one reads what is committed, in the order of its counter. */
  @Override
  void settle() {}
}
