package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Axon's own JDBC engine on PostgreSQL, set up as its documentation says. */
final class StockEngine {

  final JdbcEventStorageEngine engine;
  final TransactionTemplate transactions;
  private final JdbcTemplate db;

  StockEngine() {
    var database = TestServer.freshDatabase();
    var connections =
        new DriverManagerDataSource(TestServer.url(database), "ledger_owner", "ledger_owner");
    var manager = new DataSourceTransactionManager(connections);
    db = new JdbcTemplate(connections);
    transactions = new TransactionTemplate(manager);
    createTables();
    Serializer serializer = new NamedTypesSerializer(Store.COUNTED);
    engine =
        JdbcEventStorageEngine.builder()
            .connectionProvider(new SpringDataSourceConnectionProvider(connections))
            .transactionManager(new SpringTransactionManager(manager))
            .schema(schema())
            .dataType(byte[].class)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .persistenceExceptionResolver(new Conflicts())
            .build();
  }

  long stored() {
    return requireNonNull(db.queryForObject("select count(*) from stock.event", Long.class));
  }

  private static EventSchema schema() {
    return EventSchema.builder()
        .eventTable("stock.event")
        .snapshotTable("stock.snapshot")
        .globalIndexColumn("global_index")
        .timestampColumn("time_stamp")
        .eventIdentifierColumn("event_identifier")
        .aggregateIdentifierColumn("aggregate_identifier")
        .sequenceNumberColumn("sequence_number")
        .payloadTypeColumn("payload_type")
        .payloadRevisionColumn("payload_revision")
        .metaDataColumn("meta_data")
        .build();
  }

  private void createTables() {
    db.execute(
        """
        create schema stock;
        create table stock.event (
          global_index bigserial primary key, aggregate_identifier text not null,
          sequence_number bigint not null, type text, event_identifier text not null unique,
          meta_data bytea, payload bytea not null, payload_revision text,
          payload_type text not null, time_stamp text not null,
          unique (aggregate_identifier, sequence_number));
        create table stock.snapshot (
          aggregate_identifier text not null, sequence_number bigint not null, type text,
          event_identifier text not null unique, meta_data bytea, payload bytea not null,
          payload_revision text, payload_type text not null, time_stamp text not null,
          primary key (aggregate_identifier, sequence_number))
        """);
  }
}
