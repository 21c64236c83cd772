package dev.portalledger.eventstore;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventTypeUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reading events by position, wherever they are recorded. */
@Configuration(proxyBeanMethods = false)
class PositionedEventsConfiguration {

  private static final int REMEMBERED_AGGREGATES = 10_000;

  @Bean
  Positions eventPositions(
      DataSource dataSource,
      SchemaMigrations migrated,
      @Value("${ledger.event-store:postgres}") String recordedAt) {
    var database = JdbcClient.create(dataSource);
    DatabaseCheck.require(database);
    RecordingCheck.require(database, recordedAt.equals("axon-server"));
    return new Positions(new JdbcTemplate(dataSource));
  }

  @Bean
  EventRows eventRows(DataSource dataSource, @Qualifier("eventSerializer") Serializer serializer) {
    return new EventRows(new JdbcTemplate(dataSource), serializer);
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

  /** Older forms become today's: first the names, then what the application says of the forms. */
  static EventUpcasterChain chain(
      ObjectProvider<EventTypes> types, ObjectProvider<EventUpcaster> upcasters) {
    return new EventUpcasterChain(
        Stream.concat(
                renamings(EventTypes.merged(types.orderedStream())), upcasters.orderedStream())
            .toList());
  }

  static Stream<EventUpcaster> renamings(EventTypes types) {
    return types.all().stream().flatMap(PositionedEventsConfiguration::renamings);
  }

  private static Stream<EventUpcaster> renamings(EventType type) {
    return type.formerly().stream()
        .map(name -> EventTypeUpcaster.from(name, null).to(type.name(), EventType.FIRST_REVISION));
  }

  static @Nullable String tenantKey(ObjectProvider<Tenants> tenants) {
    return tenants.stream().map(Tenants::metadataKey).findFirst().orElse(null);
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
      PositionedEngine engine, Snapshots snapshots, EventNode node, EventBusSpanFactory spans) {
    return new PostgresEventStore(engine, snapshots, node.head(), node::committed, spans);
  }
}
