package dev.portalledger.eventstore.axonserver;

import java.util.concurrent.CompletableFuture;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.distributed.AnnotationRoutingStrategy;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** A node of an application whose commands Axon Server routes, as the framework sets it up. */
final class CommandingNode implements AutoCloseable {

  record Work(@TargetAggregateIdentifier String key) {}

  private final AxonServerConnectionManager connections;
  private final AxonServerCommandBus bus;
  private final CommandGateway gateway;

  /**
   * A node.
   *
   * @param token empty for none
   * @param permits how many commands it takes at a time, and one more for each acknowledgement it
   *     got
   */
  CommandingNode(String address, String token, String name, int permits) {
    var settings =
        AxonServerConfiguration.builder()
            .servers(address)
            .clientId(name)
            .componentName("test")
            .token(token)
            .commandFlowControl(permits, 1, 1)
            .build();
    connections = AxonServerConnectionManager.builder().axonServerConfiguration(settings).build();
    connections.start();
    bus =
        AxonServerCommandBus.builder()
            .axonServerConnectionManager(connections)
            .configuration(settings)
            .localSegment(SimpleCommandBus.builder().build())
            .serializer(Jackson3Serializer.builder().build())
            .routingStrategy(AnnotationRoutingStrategy.defaultStrategy())
            .build();
    bus.start();
    gateway = DefaultCommandGateway.builder().commandBus(bus).build();
  }

  /** Returns before the server knows. */
  void handle(MessageHandler<CommandMessage<?>> handler) {
    bus.subscribe(Work.class.getName(), handler);
  }

  CompletableFuture<String> send(String key) {
    return gateway.send(new Work(key));
  }

  /** In good order; returns before the server knows. */
  void leave() {
    AxonClient.answer(bus.disconnect());
  }

  @Override
  public void close() {
    connections.shutdown();
  }
}
