package dev.portalledger.command.connection;

import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** What a portal's own events say, read without changing anything. */
@Component
public class Connections {

  private final EventStore events;

  Connections(EventStore events) {
    this.events = events;
  }

  /** Whether the organization holds the portal or ever held it: only then does it know of it. */
  public boolean known(OrganizationId organization, PortalId portal) {
    return state(portal).history().wasHeldBy(organization);
  }

  private ConnectionState state(PortalId portal) {
    return events
        .readEvents(portal.stream())
        .asStream()
        .map(message -> (PortalConnectionEvent) message.getPayload())
        .reduce(
            (ConnectionState) new ConnectionState.Free(PortalHistory.NONE),
            ConnectionState::after,
            (_, later) -> later);
  }
}
