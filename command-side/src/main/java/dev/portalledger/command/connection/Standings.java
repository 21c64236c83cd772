package dev.portalledger.command.connection;

import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads how a connection stands from its own organization's events, and no other's. */
@Component
public class Standings {

  private final EventStore events;

  Standings(EventStore events) {
    this.events = events;
  }

  public Standing of(OrganizationId organization, PortalId portal) {
    return events
        .readEvents(portal.stream())
        .asStream()
        .map(message -> (PortalConnectionEvent) message.getPayload())
        .filter(event -> event.organizationId().equals(organization))
        .reduce((Standing) new Standing.Unknown(), Standings::after, (_, later) -> later);
  }

  private static Standing after(Standing before, PortalConnectionEvent event) {
    return switch (event) {
      case PortalConnected e -> connected(e.grant());
      case PortalReconnected e -> connected(e.grant());
      case PortalExpired e -> new Standing.Expired(e.cause());
      case PortalRevoked e -> new Standing.Disconnected(e.cause());
      case UpstreamRevocationConfirmed _,
          UpstreamRevocationFailed _,
          AppUninstallAnswered _,
          RevocationProbed _ ->
          before;
    };
  }

  private static Standing connected(Grant grant) {
    return new Standing.Connected(grant.generation(), grant.scopes());
  }
}
