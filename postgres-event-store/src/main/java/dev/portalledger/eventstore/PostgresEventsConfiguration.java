package dev.portalledger.eventstore;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventTypeUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The events themselves, unless Axon Server keeps them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ledger.event-store", havingValue = "postgres", matchIfMissing = true)
class PostgresEventsConfiguration {

  private static final int REMEMBERED_AGGREGATES = 10_000;

  @Bean
  Positions eventPositions(DataSource dataSource, SchemaMigrations migrated) {
    DatabaseCheck.require(JdbcClient.create(dataSource));
    return new Positions(new JdbcTemplate(dataSource));
  }

  @Bean
  EventRows eventRows(DataSource dataSource, @Qualifier("eventSerializer") Serializer serializer) {
    return new EventRows(new JdbcTemplate(dataSource), serializer);
  }

  @Bean
  Appends appends(
      DataSource dataSource,
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<Tenants> tenants) {
    return new Appends(
        new JdbcTemplate(dataSource),
        serializer,
        tenants.stream().map(Tenants::metadataKey).findFirst().orElse(null));
  }

  /** Older forms become today's: first the names, then what the application says of the forms. */
  @Bean
  PostgresEventStorageEngine eventStorageEngine(
      Appends appends,
      EventRows rows,
      Positions positions,
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<EventTypes> types,
      ObjectProvider<EventUpcaster> upcasters) {
    return new PostgresEventStorageEngine(
        appends, rows, positions, serializer, chain(types, upcasters));
  }

  @Bean
  PositionedEvents positionedEvents(
      EventRows rows,
      Positions positions,
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<EventTypes> types,
      ObjectProvider<EventUpcaster> upcasters) {
    return new PositionedEvents(rows, positions, serializer, chain(types, upcasters));
  }

  private static EventUpcasterChain chain(
      ObjectProvider<EventTypes> types, ObjectProvider<EventUpcaster> upcasters) {
    return new EventUpcasterChain(
        Stream.concat(
                renamings(EventTypes.merged(types.orderedStream())), upcasters.orderedStream())
            .toList());
  }

  static Stream<EventUpcaster> renamings(EventTypes types) {
    return types.all().stream().flatMap(PostgresEventsConfiguration::renamings);
  }

  private static Stream<EventUpcaster> renamings(EventType type) {
    return type.formerly().stream()
        .map(name -> EventTypeUpcaster.from(name, null).to(type.name(), EventType.FIRST_REVISION));
  }

  @Bean
  Snapshots snapshots(EventRows rows, @Qualifier("snapshotWriter") Executor snapshotWriter) {
    return new Snapshots(rows, REMEMBERED_AGGREGATES, snapshotWriter);
  }

  @Bean(destroyMethod = "shutdown")
  @Qualifier("snapshotWriter")
  ExecutorService snapshotWriter() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("snapshot-writer").factory());
  }

  @Bean
  EventNode eventNode(JdbcConnectionDetails database, DataSource dataSource, Positions checked) {
    return new EventNode(
        new Sessions(database.getJdbcUrl(), database.getUsername(), database.getPassword()),
        EventNode.maySequence(new JdbcTemplate(dataSource)));
  }

  @Bean
  SequencerMeters sequencerMeters(Positions positions, EventNode node) {
    return new SequencerMeters(positions, node.head());
  }

  @Bean(
      value = {"eventBus", "eventStore"},
      destroyMethod = "close")
  @Qualifier("eventStore")
  PostgresEventStore eventStore(
      PostgresEventStorageEngine engine, Snapshots snapshots, EventNode node) {
    return new PostgresEventStore(engine, snapshots, node.head(), node::committed);
  }
}
