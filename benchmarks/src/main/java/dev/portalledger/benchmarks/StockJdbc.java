package dev.portalledger.benchmarks;

import java.sql.SQLException;
import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/** Axon with its own JDBC engine, as its documentation sets it up, in a schema of its own. */
final class StockJdbc {

  static final String SCHEMA = "stock_jdbc";
  static final String EVENTS = SCHEMA + ".domain_event_entry";

  /** Without it Jackson refuses to read a replay's token. */
  private static final PolymorphicTypeValidator AXONS_OWN =
      BasicPolymorphicTypeValidator.builder().allowIfSubType("org.axonframework.").build();

  /** What every stock engine here has in common. */
  static Configurer configurer(TransactionManager transactions) {
    var serializer =
        Jackson3Serializer.builder()
            .jsonMapperBuilderCustomizer(mapper -> mapper.polymorphicTypeValidator(AXONS_OWN))
            .build();
    return DefaultConfigurer.defaultConfiguration(false)
        .configureTransactionManager(_ -> transactions)
        .configureSerializer(_ -> serializer)
        .configureMessageSerializer(_ -> serializer)
        .configureEventSerializer(_ -> serializer)
        .configureCorrelationDataProviders(
            _ ->
                List.of(
                    new MessageOriginProvider(),
                    new SimpleCorrelationDataProvider("organization", "actor")))
        .configureAggregate(OneEvent.class);
  }

  static void createTables(Database database) throws SQLException {
    database.createSchema(SCHEMA);
    database.asOwner(
        """
        create table stock_jdbc.domain_event_entry (
          global_index bigserial primary key, aggregate_identifier varchar(255) not null,
          sequence_number bigint not null, type varchar(255), event_identifier varchar(255) not null unique,
          meta_data bytea, payload bytea not null, payload_revision varchar(255),
          payload_type varchar(255) not null, time_stamp varchar(255) not null,
          unique (aggregate_identifier, sequence_number))
        """,
        """
        create table stock_jdbc.token_entry (
          processor_name varchar(255) not null, segment integer not null, token bytea, token_type varchar(255),
          timestamp varchar(255), owner varchar(255), primary key (processor_name, segment))
        """,
        "grant all on all tables in schema stock_jdbc to " + database.application().name(),
        "grant all on all sequences in schema stock_jdbc to " + database.application().name());
  }

  /** Not yet started, so that processors can be added. */
  static Configurer configurer(LazyConnectionDataSourceProxy lazy) {
    var transactions = new SpringTransactionManager(new DataSourceTransactionManager(lazy));
    ConnectionProvider connections =
        new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(lazy));
    return configurer(transactions)
        .configureEmbeddedEventStore(
            config ->
                JdbcEventStorageEngine.builder()
                    .connectionProvider(connections)
                    .transactionManager(transactions)
                    .schema(eventSchema())
                    .dataType(byte[].class)
                    .eventSerializer(config.eventSerializer())
                    .snapshotSerializer(config.serializer())
                    .build())
        .registerComponent(
            org.axonframework.eventhandling.tokenstore.TokenStore.class,
            config ->
                JdbcTokenStore.builder()
                    .connectionProvider(connections)
                    .schema(tokenSchema())
                    .serializer(config.serializer())
                    .build());
  }

  static Node node(Database database) {
    var pool = database.pool();
    return new StockNode(configurer(new LazyConnectionDataSourceProxy(pool)).start(), pool);
  }

  /** A started configuration and what it stands on. */
  record StockNode(Configuration axon, AutoCloseable below) implements Node {

    @Override
    public void send(org.axonframework.commandhandling.CommandMessage<?> command) {
      axon.commandGateway().sendAndWait(command);
    }

    @Override
    public void close() {
      axon.shutdown();
      try {
        below.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static EventSchema eventSchema() {
    return EventSchema.builder()
        .eventTable(EVENTS)
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

  private static TokenSchema tokenSchema() {
    return TokenSchema.builder()
        .setTokenTable(SCHEMA + ".token_entry")
        .setProcessorNameColumn("processor_name")
        .setTokenTypeColumn("token_type")
        .build();
  }

  private StockJdbc() {}
}
