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
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.disclosure.DisclosureEvent;
import dev.portalledger.events.disclosure.RecordsExported;
import dev.portalledger.events.disclosure.RecordsRead;
import dev.portalledger.events.invitation.InvitationEvent;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.invitation.InvitationUsed;
import dev.portalledger.events.invitation.InvitationWithdrawn;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseEvent;
import dev.portalledger.events.lease.LeasedWriteRefused;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayEvent;
import dev.portalledger.events.replay.ReplayRequested;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.retention.RetentionEvent;
import dev.portalledger.events.sealing.LedgerForked;
import dev.portalledger.events.sealing.SealingEvent;
import dev.portalledger.events.sealing.SigningKeyAnnounced;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import java.time.ZoneOffset;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes one row per event worth showing; nothing is ever updated, and only rows of events that
 * were dropped are taken out. Safe to replay.
 */
@Component
@ProcessingGroup(AuditTrailProjection.GROUP)
class AuditTrailProjection {

  static final String GROUP = "audit-trail";
  private static final String SYSTEM = "system";

  private final AuditTrailRows rows;

  AuditTrailProjection(JdbcClient db) {
    this.rows = new AuditTrailRows(db);
  }

  @EventHandler
  void on(AuthorizationEvent event, EventMessage<AuthorizationEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .attempt(event.attemptId())
            .actor(event.initiator());
    switch (event) {
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
    }
    rows.change(row);
  }

  @EventHandler
  void on(
      PortalConnectionEvent event,
      EventMessage<PortalConnectionEvent> message,
      @MetaDataValue("actor") @Nullable String actor) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .portal(event.portalId())
            .actor(orSystem(actor));
    switch (event) {
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
      case PortalRevoked e ->
          row.kind(Kind.PORTAL_REVOKED)
              .generation(e.generation())
              .cause(e.cause())
              .actor(e.by() == null ? orSystem(actor) : e.by().value())
              .residualAccessUntil(e.residualAccessUntil());
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
    }
    rows.change(row);
  }

  @EventHandler
  void on(
      OrganizationEvent event,
      EventMessage<OrganizationEvent> message,
      @MetaDataValue("actor") @Nullable String actor) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .actor(orSystem(actor));
    switch (event) {
      case OrganizationRegistered e ->
          rows.change(row.kind(Kind.ORGANIZATION_REGISTERED).plan(e.plan()).features(e.features()));
      case PlanChanged e -> rows.change(row.kind(Kind.PLAN_CHANGED).plan(e.plan()));
      case FeaturesChanged e -> rows.change(row.kind(Kind.FEATURES_CHANGED).features(e.features()));
      // A seat follows from the connection beside it, which has its own entry.
      case SeatTaken _, SeatReleased _ -> {}
    }
  }

  @EventHandler
  void on(InvitationEvent event, EventMessage<InvitationEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .actor(event.invitedBy());
    switch (event) {
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
    }
    rows.change(row);
  }

  @EventHandler
  void on(LeaseEvent event, EventMessage<LeaseEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .portal(event.portalId())
            .actor(event.leasedTo())
            .cause(event.purpose());
    switch (event) {
      case AccessLeased e ->
          row.kind(Kind.ACCESS_LEASED)
              .generation(e.generation())
              .scopes(e.scopes())
              .detail(e.reason());
      case LeasedWriteRefused e ->
          row.kind(Kind.LEASED_WRITE_REFUSED).detail(e.method() + " " + e.area());
    }
    rows.change(row);
  }

  @EventHandler
  void on(CampaignEvent event, EventMessage<CampaignEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .portal(event.portalId());
    switch (event) {
      case ReconnectRequested e -> row.kind(Kind.RECONNECT_REQUESTED).actor(e.requestedBy());
    }
    rows.change(row);
  }

  @EventHandler
  void on(DisclosureEvent event, EventMessage<DisclosureEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .actor(event.disclosedTo())
            .cause(event.what());
    switch (event) {
      case RecordsExported e ->
          row.kind(e.whole() ? Kind.RECORDS_EXPORTED : Kind.EXPORT_CUT_OFF)
              .detail("%d records: %s".formatted(e.records(), e.question()));
      case RecordsRead e -> read(row, e.portalId()).kind(Kind.RECORDS_READ).detail(e.question());
    }
    rows.change(row);
  }

  /** By whoever asked; without one, by whoever confirmed what another organization asked for. */
  @EventHandler
  void on(SubjectEvent event, EventMessage<SubjectEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt())
            .subject(event.subjectId());
    switch (event) {
      case ErasureRequested e ->
          row.kind(Kind.ERASURE_REQUESTED)
              .actor(e.requestedBy())
              .cause(e.reason())
              .detail(e.reference());
      case ErasureWithdrawn e -> row.kind(Kind.ERASURE_WITHDRAWN).actor(e.withdrawnBy());
      case ErasureExpired _ -> row.kind(Kind.ERASURE_EXPIRED).actor(SYSTEM);
      case SubjectErased e ->
          row.kind(Kind.SUBJECT_ERASED)
              .actor(e.by() == null ? e.confirmedBy() : e.by())
              .confirmedBy(e.confirmedBy())
              .cause(e.reason())
              .detail(e.reference());
      case LegalHoldPlaced e ->
          row.kind(Kind.LEGAL_HOLD_PLACED)
              .actor(e.placedBy())
              .cause(e.reason())
              .detail(e.reference());
      case LegalHoldLifted e -> row.kind(Kind.LEGAL_HOLD_LIFTED).actor(e.liftedBy());
    }
    rows.change(row);
  }

  @EventHandler
  void on(SealingEvent event, EventMessage<SealingEvent> message) {
    Row row =
        new Row(message.getIdentifier(), event.organizationId(), event.occurredAt()).actor(SYSTEM);
    switch (event) {
      case LedgerForked e ->
          row.kind(Kind.LEDGER_FORKED)
              .detail(
                  "%d of %d events were left: %s"
                      .formatted(e.keptEvents(), e.signedEvents(), e.reason()));
      case SigningKeyAnnounced e -> row.kind(Kind.SIGNING_KEY_ANNOUNCED).detail(e.publicKey());
    }
    rows.change(row);
  }

  @EventHandler
  void on(ReplayEvent event, EventMessage<ReplayEvent> message) {
    Row row = new Row(message.getIdentifier(), event.organizationId(), event.occurredAt());
    switch (event) {
      case ReplayRequested e ->
          row.kind(Kind.REPLAY_REQUESTED)
              .actor(e.requestedBy())
              .detail(
                  "as of %s, for %s".formatted(e.asOf() == null ? "now" : e.asOf(), e.purpose()));
      case ReplayCancelled e -> row.kind(Kind.REPLAY_CANCELLED).actor(e.cancelledBy());
    }
    rows.change(row);
  }

  /** What was kept of the dropped events goes with them. */
  @EventHandler
  void on(RetentionEvent event, EventMessage<RetentionEvent> message) {
    Row row = new Row(message.getIdentifier(), event.organizationId(), event.occurredAt());
    switch (event) {
      case RetentionApplied e ->
          row.kind(Kind.RETENTION_APPLIED)
              .actor(e.appliedBy())
              .detail(
                  "%d records from before %s"
                      .formatted(e.bodies(), e.before().atZone(ZoneOffset.UTC).toLocalDate()))
              .dropped(e.leaves(), e.before());
    }
    rows.change(row);
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }

  private static Row granted(Row row, Grant grant) {
    return row.generation(grant.generation())
        .hubDomain(grant.hubDomain())
        .authorizer(grant.authorizer())
        .scopes(grant.scopes());
  }

  private static Row read(Row row, @Nullable PortalId portal) {
    return portal == null ? row : row.portal(portal);
  }

  private static String orSystem(@Nullable String actor) {
    return actor == null ? SYSTEM : actor;
  }
}
