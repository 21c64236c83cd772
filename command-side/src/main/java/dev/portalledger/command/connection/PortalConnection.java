package dev.portalledger.command.connection;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.portalledger.events.connection.PortalConnectionEvent;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's view of a portal's connection. It holds no rules: see {@link GrantRules}. */
@Aggregate(type = "PortalConnection")
class PortalConnection {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable String stream;

  private ConnectionState state = new ConnectionState.Free(PortalHistory.NONE);

  ConnectionState state() {
    return state;
  }

  void record(PortalConnectionEvent event) {
    apply(event);
  }

  @EventSourcingHandler
  void on(PortalConnectionEvent event) {
    stream = event.portalId().stream();
    state = ConnectionState.after(state, event);
  }
}
