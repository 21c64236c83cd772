package dev.portalledger.command.connection;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.organization.OrganizationId;

/** What a portal remembers in order to decide the next command. */
sealed interface ConnectionState {

  ConnectionState NEW = new Free(PortalHistory.NONE);

  PortalHistory history();

  /** Nobody holds the portal. */
  record Free(PortalHistory history) implements ConnectionState {}

  record Connected(OrganizationId holder, int generation, AttemptId attempt, PortalHistory history)
      implements ConnectionState {}

  /** Held, but HubSpot no longer honours the grant. */
  record Expired(OrganizationId holder, int generation, PortalHistory history)
      implements ConnectionState {}

  static ConnectionState after(ConnectionState before, PortalConnectionEvent event) {
    return switch (event) {
      case PortalConnected e -> granted(before, e.organizationId(), e.grant(), e.attemptId());
      case PortalReconnected e -> granted(before, e.organizationId(), e.grant(), e.attemptId());
      case PortalExpired e when before instanceof Connected c ->
          new Expired(c.holder, c.generation, c.history);
      case PortalExpired _ -> throw new IllegalStateException("expired without being connected");
      case PortalRevoked e ->
          new Free(before.history().revoked(e.organizationId(), e.generation()));
      case UpstreamRevocationConfirmed e ->
          withHistory(before, before.history().confirmed(e.organizationId(), e.generation()));
    };
  }

  private static ConnectionState granted(
      ConnectionState before, OrganizationId holder, Grant grant, AttemptId attempt) {
    return new Connected(
        holder, grant.generation(), attempt, before.history().granted(holder, grant.generation()));
  }

  private static ConnectionState withHistory(ConnectionState state, PortalHistory history) {
    return switch (state) {
      case Free _ -> new Free(history);
      case Connected c -> new Connected(c.holder, c.generation, c.attempt, history);
      case Expired e -> new Expired(e.holder, e.generation, history);
    };
  }
}
