package dev.portalledger.command.gateway;

import dev.portalledger.events.StoredName;
import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import dev.portalledger.eventstore.Tenants;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandGatewayConfiguration {

  static final String ORGANIZATION = "organization";
  static final String ACTOR = "actor";

  /** A retried handler runs on these threads, so one would be a queue. */
  private static final int RETRY_THREADS = 8;

  @Bean(destroyMethod = "shutdown")
  ScheduledExecutorService commandRetries() {
    return Executors.newScheduledThreadPool(
        RETRY_THREADS, Thread.ofPlatform().daemon().name("command-retry-", 0).factory());
  }

  /** Axon's auto-configuration would build one without retries, even beside a scheduler bean. */
  @Bean
  CommandGateway commandGateway(CommandBus bus, ScheduledExecutorService commandRetries) {
    return DefaultCommandGateway.builder()
        .commandBus(bus)
        .retryScheduler(new JitteredRetry(commandRetries))
        .build();
  }

  @Bean
  CorrelationDataProvider messageOrigin() {
    return new MessageOriginProvider();
  }

  @Bean
  CorrelationDataProvider organizationAndActor() {
    return new SimpleCorrelationDataProvider(ORGANIZATION, ACTOR);
  }

  /** Every event's row names its organization in a column. */
  @Bean
  Tenants organizationsAreTenants() {
    return new Tenants(ORGANIZATION);
  }

  @Bean
  EventTypes commandEventTypes() {
    return EventTypes.of(
        StoredName.ALL,
        stored ->
            new EventType(
                stored.name(),
                stored.revision(),
                stored.event(),
                formerly(stored.formerly()),
                stored.earlierRevisions()));
  }

  private static List<String> formerly(@Nullable String name) {
    return name == null ? List.of() : List.of(name);
  }
}
