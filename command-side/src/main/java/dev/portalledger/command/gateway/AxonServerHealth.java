package dev.portalledger.command.gateway;

import dev.portalledger.eventstore.AxonServerState;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while Axon Server is away, or is not the one whose events were copied. Axon's own indicator
 * needs a class of Spring Boot 3 and says nothing here, and an application without a connection
 * starts as if all were well.
 */
@Component("axonServerHealthIndicator")
@ConditionalOnProperty(name = "ledger.event-store", havingValue = "axon-server")
final class AxonServerHealth implements HealthIndicator {

  private final AxonServerConnectionManager connections;
  private final AxonServerState state;

  AxonServerHealth(AxonServerConnectionManager connections, AxonServerState state) {
    this.connections = connections;
    this.state = state;
  }

  @Override
  public Health health() {
    var context = connections.getDefaultContext();
    var trouble = state.trouble();
    if (trouble != null) {
      return Health.down().withDetail("context", context).withDetail("trouble", trouble).build();
    }
    return (connections.isConnected(context) ? Health.up() : Health.down())
        .withDetail("context", context)
        .build();
  }
}
