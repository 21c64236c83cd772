package dev.portalledger.command.gateway;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Down while Axon Server is away. Axon's own indicator needs a class of Spring Boot 3 and says
 * nothing here, and an application without a connection starts as if all were well.
 */
@Component
@ConditionalOnProperty(name = "ledger.event-store", havingValue = "axon-server")
final class AxonServerHealth implements HealthIndicator {

  private final AxonServerConnectionManager connections;

  AxonServerHealth(AxonServerConnectionManager connections) {
    this.connections = connections;
  }

  @Override
  public Health health() {
    var context = connections.getDefaultContext();
    return (connections.isConnected(context) ? Health.up() : Health.down())
        .withDetail("context", context)
        .build();
  }
}
