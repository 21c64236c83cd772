package dev.portalledger.eventstore;

import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events are recorded at Axon Server, and read from their copy. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ledger.event-store", havingValue = "axon-server")
class AxonServerEventsConfiguration {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For commands and their answers, which may be another node's. */
  @Bean
  @Qualifier("messageSerializer")
  Serializer messageSerializer() {
    return TravellingMessages.serializer();
  }

  @Bean
  AxonServerEvents axonServerEvents(AxonServerConnectionManager connections) {
    return new AxonServerEvents(
        () -> connections.getConnection(connections.getDefaultContext()).eventChannel(), PATIENCE);
  }

  @Bean
  AxonServerForm axonServerForm(@Qualifier("eventSerializer") Serializer serializer) {
    return new AxonServerForm(serializer);
  }

  @Bean
  UnitsOfTwo unitsOfTwo(DataSource dataSource, AxonServerEvents server, Positions checked) {
    return new UnitsOfTwo(new JdbcTemplate(dataSource), server);
  }

  @Bean
  AxonServerEventStorageEngine eventStorageEngine(
      DataSource dataSource,
      AxonServerEvents server,
      AxonServerForm form,
      UnitsOfTwo units,
      EventRows rows,
      Positions positions,
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<EventTypes> types,
      ObjectProvider<EventUpcaster> upcasters) {
    return new AxonServerEventStorageEngine(
        dataSource,
        server,
        form,
        units,
        rows,
        positions,
        serializer,
        PositionedEventsConfiguration.chain(types, upcasters));
  }

  @Bean
  AxonServerNode axonServerNode(
      JdbcConnectionDetails database,
      DataSource dataSource,
      AxonServerEvents server,
      AxonServerForm form,
      UnitsOfTwo units,
      EventNode node,
      ObjectProvider<Tenants> tenants) {
    var sessions =
        new Sessions(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    var copied = new CopiedEvents(form, PositionedEventsConfiguration.tenantKey(tenants));
    return new AxonServerNode(
        sessions,
        units,
        new AxonServerCopy(sessions, server, copied, node::committed),
        EventNode.maySequence(new JdbcTemplate(dataSource)));
  }
}
