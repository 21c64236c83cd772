package dev.portalledger.query.audittrail;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.campaign.CampaignEvent;
import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.invitation.InvitationEvent;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.invitation.InvitationUsed;
import dev.portalledger.events.invitation.InvitationWithdrawn;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseEvent;
import dev.portalledger.events.lease.LeasedWriteRefused;
import org.jspecify.annotations.Nullable;

/** What the trail says of portals: of the ways to them, of connections and of their leases. */
final class PortalEntries {

  static Row of(AuthorizationEvent event, Row row) {
    row.attempt(event.attemptId()).actor(event.initiator());
    return switch (event) {
      case AuthorizationStarted e ->
          row.kind(Kind.AUTHORIZATION_STARTED)
              .expectedPortal(e.expectedPortal())
              .scopes(e.requiredScopes());
      case InvitationAccepted e ->
          row.kind(Kind.INVITATION_ACCEPTED)
              .expectedPortal(e.expectedPortal())
              .scopes(e.requiredScopes());
      case AuthorizationRefused e ->
          row.kind(Kind.AUTHORIZATION_REFUSED)
              .portal(e.portalId())
              .expectedPortal(e.expectedPortal())
              .authorizer(e.authorizer())
              .scopes(e.scopes())
              .missingScopes(e.missingScopes())
              .cause(e.reason());
      case AuthorizationDenied _ -> row.kind(Kind.AUTHORIZATION_DENIED);
      case AuthorizationFailed e -> row.kind(Kind.AUTHORIZATION_FAILED).cause(e.cause());
      case AuthorizationAbandoned _ -> row.kind(Kind.AUTHORIZATION_ABANDONED);
    };
  }

  /**
   * Entries of a connection.
   *
   * @param actor who caused it; null if nobody did
   */
  static Row of(PortalConnectionEvent event, @Nullable String actor, Row row) {
    row.portal(event.portalId()).actorOrSystem(actor);
    return switch (event) {
      case PortalConnected e ->
          granted(row, e.grant())
              .kind(Kind.PORTAL_CONNECTED)
              .attempt(e.attemptId())
              .actor(e.connectedBy());
      case PortalReconnected e ->
          granted(row, e.grant())
              .kind(Kind.PORTAL_RECONNECTED)
              .attempt(e.attemptId())
              .actor(e.connectedBy());
      case PortalExpired e ->
          row.kind(Kind.PORTAL_EXPIRED).generation(e.generation()).cause(e.cause());
      case PortalRevoked e -> revoked(row, e);
      case UpstreamRevocationConfirmed e ->
          row.kind(Kind.UPSTREAM_REVOCATION_CONFIRMED).generation(e.generation());
      case UpstreamRevocationFailed e ->
          row.kind(Kind.UPSTREAM_REVOCATION_FAILED).generation(e.generation()).cause(e.cause());
      case AppUninstallAnswered e ->
          row.kind(
                  e.answer() == UninstallAnswer.UNINSTALLED
                      ? Kind.APP_UNINSTALLED
                      : Kind.APP_NOT_UNINSTALLED)
              .generation(e.generation())
              .cause(e.answer());
      case RevocationProbed e ->
          row.kind(
                  e.result() == ProbeResult.DEAD
                      ? Kind.REVOCATION_PROVEN
                      : Kind.REVOCATION_NOT_PROVEN)
              .generation(e.generation())
              .cause(e.result());
    };
  }

  private static Row granted(Row row, Grant grant) {
    return row.generation(grant.generation())
        .hubDomain(grant.hubDomain())
        .authorizer(grant.authorizer())
        .scopes(grant.scopes());
  }

  private static Row revoked(Row row, PortalRevoked event) {
    row.kind(Kind.PORTAL_REVOKED)
        .generation(event.generation())
        .cause(event.cause())
        .residualAccessUntil(event.residualAccessUntil());
    return event.by() == null ? row : row.actor(event.by());
  }

  static Row of(InvitationEvent event, Row row) {
    row.actor(event.invitedBy());
    return switch (event) {
      case InvitationIssued e ->
          row.kind(Kind.INVITATION_ISSUED)
              .expectedPortal(e.expectedPortal())
              .scopes(e.requiredScopes())
              .cause(e.purpose());
      // The attempt's own outcome is the connection, so this entry is none of the attempt's.
      case InvitationUsed e ->
          row.kind(Kind.INVITATION_USED).portal(e.portalId()).authorizer(e.authorizer());
      case InvitationWithdrawn e -> row.kind(Kind.INVITATION_WITHDRAWN).actor(e.withdrawnBy());
      case InvitationExpired _ -> row.kind(Kind.INVITATION_EXPIRED);
    };
  }

  static Row of(LeaseEvent event, Row row) {
    row.portal(event.portalId()).actor(event.leasedTo()).cause(event.purpose());
    return switch (event) {
      case AccessLeased e ->
          row.kind(Kind.ACCESS_LEASED)
              .generation(e.generation())
              .scopes(e.scopes())
              .detail(e.reason());
      case LeasedWriteRefused e ->
          row.kind(Kind.LEASED_WRITE_REFUSED).detail(e.method() + " " + e.area());
    };
  }

  static Row of(CampaignEvent event, Row row) {
    row.portal(event.portalId());
    return switch (event) {
      case ReconnectRequested e -> row.kind(Kind.RECONNECT_REQUESTED).actor(e.requestedBy());
    };
  }

  private PortalEntries() {}
}
