package dev.portalledger.query.audittrail;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes one row per event worth showing; nothing is ever updated. Safe to replay. */
@Component
@ProcessingGroup(AuditTrailProjection.GROUP)
class AuditTrailProjection {

  static final String GROUP = "audit-trail";
  private static final String SYSTEM = "system";

  private final JdbcClient db;

  AuditTrailProjection(JdbcClient db) {
    this.db = db;
  }

  @EventHandler
  void on(AuthorizationEvent event, EventMessage<AuthorizationEvent> message) {
    Row row =
        switch (event) {
          case AuthorizationStarted e ->
              new Row(Kind.AUTHORIZATION_STARTED)
                  .expectedPortal(e.expectedPortal())
                  .scopes(e.requiredScopes());
          case AuthorizationRefused e ->
              new Row(Kind.AUTHORIZATION_REFUSED)
                  .portal(e.portalId())
                  .expectedPortal(e.expectedPortal())
                  .authorizer(e.authorizer())
                  .scopes(e.scopes())
                  .missingScopes(e.missingScopes())
                  .cause(e.reason());
          case AuthorizationDenied _ -> new Row(Kind.AUTHORIZATION_DENIED);
          case AuthorizationFailed e -> new Row(Kind.AUTHORIZATION_FAILED).cause(e.cause());
          case AuthorizationAbandoned _ -> new Row(Kind.AUTHORIZATION_ABANDONED);
        };
    row.attempt(event.attemptId()).actor(event.initiator());
    row.insert(db, message, event.organizationId(), event.occurredAt());
  }

  @EventHandler
  void on(
      PortalConnectionEvent event,
      EventMessage<PortalConnectionEvent> message,
      @MetaDataValue("actor") @Nullable String actor) {
    Row row =
        switch (event) {
          case PortalConnected e ->
              granted(Kind.PORTAL_CONNECTED, e.grant())
                  .attempt(e.attemptId())
                  .actor(e.connectedBy());
          case PortalReconnected e ->
              granted(Kind.PORTAL_RECONNECTED, e.grant())
                  .attempt(e.attemptId())
                  .actor(e.connectedBy());
          case PortalExpired e ->
              new Row(Kind.PORTAL_EXPIRED)
                  .generation(e.generation())
                  .cause(e.cause())
                  .actor(orSystem(actor));
          case PortalRevoked e ->
              new Row(Kind.PORTAL_REVOKED)
                  .generation(e.generation())
                  .cause(e.cause())
                  .actor(e.by() == null ? orSystem(actor) : e.by().value());
          case UpstreamRevocationConfirmed e ->
              new Row(Kind.UPSTREAM_REVOCATION_CONFIRMED)
                  .generation(e.generation())
                  .actor(orSystem(actor));
        };
    row.portal(event.portalId());
    row.insert(db, message, event.organizationId(), event.occurredAt());
  }

  @EventHandler
  void on(
      OrganizationEvent event,
      EventMessage<OrganizationEvent> message,
      @MetaDataValue("actor") @Nullable String actor) {
    Row row =
        switch (event) {
          case OrganizationRegistered e ->
              new Row(Kind.ORGANIZATION_REGISTERED).plan(e.plan()).features(e.features());
          case PlanChanged e -> new Row(Kind.PLAN_CHANGED).plan(e.plan());
          case FeaturesChanged e -> new Row(Kind.FEATURES_CHANGED).features(e.features());
          // A seat follows from the connection beside it, which has its own entry.
          case SeatTaken _, SeatReleased _ -> null;
        };
    if (row != null) {
      row.actor(orSystem(actor));
      row.insert(db, message, event.organizationId(), event.occurredAt());
    }
  }

  @ResetHandler
  void reset() {
    db.sql("truncate query.audit_trail").update();
  }

  private static Row granted(Kind kind, Grant grant) {
    return new Row(kind)
        .generation(grant.generation())
        .hubDomain(grant.hubDomain())
        .authorizer(grant.authorizer())
        .scopes(grant.scopes());
  }

  private static String orSystem(@Nullable String actor) {
    return actor == null ? SYSTEM : actor;
  }
}
