package dev.portalledger.eventstore;

import javax.sql.DataSource;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events are recorded where they are read, unless Axon Server keeps them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "ledger.event-store", havingValue = "postgres", matchIfMissing = true)
class PostgresEventsConfiguration {

  @Bean
  Appends appends(
      DataSource dataSource,
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<Tenants> tenants) {
    return new Appends(
        new JdbcTemplate(dataSource), serializer, PositionedEventsConfiguration.tenantKey(tenants));
  }

  @Bean
  PostgresEventStorageEngine eventStorageEngine(
      Appends appends,
      EventRows rows,
      Positions positions,
      @Qualifier("eventSerializer") Serializer serializer,
      ObjectProvider<EventTypes> types,
      ObjectProvider<EventUpcaster> upcasters) {
    return new PostgresEventStorageEngine(
        appends,
        rows,
        positions,
        serializer,
        PositionedEventsConfiguration.chain(types, upcasters));
  }
}
