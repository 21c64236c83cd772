package dev.portalledger.benchmarks;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.ApplicationContext;

/** The least command there is, sent through the running product's own bus into its own store. */
record ProductNode(CommandGateway gateway) implements Node {

  static ProductNode in(ApplicationContext product) {
    var store = product.getBean(EventStore.class);
    var _ =
        product
            .getBean(CommandBus.class)
            .subscribe(
                OneEvent.RecordOne.class.getName(),
                command -> record(store, (OneEvent.RecordOne) command.getPayload()));
    return new ProductNode(product.getBean(CommandGateway.class));
  }

  private static String record(EventStore store, OneEvent.RecordOne command) {
    var stream = command.event().portalId().stream();
    store.publish(new GenericDomainEventMessage<>("PortalConnection", stream, 0, command.event()));
    return stream;
  }

  /** Stores one event and returns its portal. */
  long sample() {
    long portal = OneEvent.NEXT_PORTAL.incrementAndGet();
    send(OneEvent.command(portal));
    return portal;
  }

  @Override
  public void send(CommandMessage<?> command) {
    gateway.sendAndWait(command);
  }

  @Override
  public void close() {
    // The product is closed by whoever started it.
  }
}
