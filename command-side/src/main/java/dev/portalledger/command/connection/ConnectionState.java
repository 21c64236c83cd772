package dev.portalledger.command.connection;

import dev.portalledger.command.connection.PortalHistory.Answer;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.organization.OrganizationId;

/** What a portal remembers in order to decide the next command. */
sealed interface ConnectionState {

  PortalHistory history();

  /** Nobody holds the portal. */
  record Free(PortalHistory history) implements ConnectionState {}

  record Connected(OrganizationId holder, int generation, PortalHistory history)
      implements ConnectionState {}

  /** Held, but HubSpot no longer honours the grant. */
  record Expired(OrganizationId holder, int generation, PortalHistory history)
      implements ConnectionState {}

  /** Whether the organization holds the portal by its grant of that generation. */
  default boolean isHeldBy(OrganizationId organization, int generation) {
    return switch (this) {
      case Free _ -> false;
      case Connected c -> c.holder.equals(organization) && c.generation == generation;
      case Expired e -> e.holder.equals(organization) && e.generation == generation;
    };
  }

  static ConnectionState after(ConnectionState before, PortalConnectionEvent event) {
    var history = before.history();
    return switch (event) {
      case PortalConnected e
          when before instanceof Free && !history.wasLastHeldBy(e.organizationId()) ->
          granted(before, e.organizationId(), e.grant(), e.attemptId());
      case PortalReconnected e when history.wasLastHeldBy(e.organizationId()) ->
          granted(before, e.organizationId(), e.grant(), e.attemptId());
      case PortalExpired e
          when before instanceof Connected c && c.isHeldBy(e.organizationId(), e.generation()) ->
          new Expired(c.holder, c.generation, history);
      case PortalRevoked e when before.isHeldBy(e.organizationId(), e.generation()) ->
          new Free(
              history.revoked(
                  e.organizationId(),
                  e.generation(),
                  e.extent() == RevocationExtent.GRANT_AND_APP));
      case UpstreamRevocationConfirmed e ->
          answered(before, Answer.REVOKED, e, e.generation())
              .awaiting(Answer.PROBED, e.organizationId(), e.generation());
      case UpstreamRevocationFailed e -> answered(before, Answer.REVOKED, e, e.generation());
      case AppUninstallAnswered e -> answered(before, Answer.UNINSTALLED, e, e.generation());
      case RevocationProbed e -> answered(before, Answer.PROBED, e, e.generation());
      case PortalConnected _, PortalReconnected _, PortalExpired _, PortalRevoked _ ->
          throw impossible(before, event);
    };
  }

  private static ConnectionState answered(
      ConnectionState before, Answer answer, PortalConnectionEvent event, int generation) {
    if (!before.history().awaits(answer, event.organizationId(), generation)) {
      throw impossible(before, event);
    }
    return before.with(before.history().answered(answer, event.organizationId(), generation));
  }

  private ConnectionState awaiting(Answer answer, OrganizationId organization, int generation) {
    return with(history().awaiting(answer, organization, generation));
  }

  private static ConnectionState granted(
      ConnectionState before, OrganizationId holder, Grant grant, AttemptId attempt) {
    if (grant.generation() != before.history().nextGeneration(holder)) {
      throw new IllegalStateException("a grant out of turn: generation " + grant.generation());
    }
    return new Connected(
        holder, grant.generation(), before.history().granted(holder, grant.generation(), attempt));
  }

  private ConnectionState with(PortalHistory history) {
    return switch (this) {
      case Free _ -> new Free(history);
      case Connected c -> new Connected(c.holder, c.generation, history);
      case Expired e -> new Expired(e.holder, e.generation, history);
    };
  }

  private static IllegalStateException impossible(
      ConnectionState before, PortalConnectionEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName()
            + " cannot follow on "
            + before.getClass().getSimpleName()
            + " here");
  }
}
