package dev.portalledger.query.audittrail;

import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.campaign.CampaignEvent;
import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.disclosure.DisclosureEvent;
import dev.portalledger.events.invitation.InvitationEvent;
import dev.portalledger.events.lease.LeaseEvent;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.replay.ReplayEvent;
import dev.portalledger.events.retention.RetentionEvent;
import dev.portalledger.events.sealing.SealingEvent;
import dev.portalledger.events.subject.SubjectEvent;
import java.time.Instant;
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

  private final AuditTrailRows rows;

  AuditTrailProjection(JdbcClient db) {
    this.rows = new AuditTrailRows(db);
  }

  @EventHandler
  void on(AuthorizationEvent event, EventMessage<AuthorizationEvent> message) {
    rows.change(PortalEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(
      PortalConnectionEvent event,
      EventMessage<PortalConnectionEvent> message,
      @MetaDataValue("actor") @Nullable String actor) {
    rows.change(
        PortalEntries.of(event, actor, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(
      OrganizationEvent event,
      EventMessage<OrganizationEvent> message,
      @MetaDataValue("actor") @Nullable String actor) {
    OrganizationEntries.of(event, actor, row(message, event.organizationId(), event.occurredAt()))
        .ifPresent(rows::change);
  }

  @EventHandler
  void on(InvitationEvent event, EventMessage<InvitationEvent> message) {
    rows.change(PortalEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(LeaseEvent event, EventMessage<LeaseEvent> message) {
    rows.change(PortalEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(CampaignEvent event, EventMessage<CampaignEvent> message) {
    rows.change(PortalEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(DisclosureEvent event, EventMessage<DisclosureEvent> message) {
    rows.change(
        OrganizationEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(SubjectEvent event, EventMessage<SubjectEvent> message) {
    rows.change(
        OrganizationEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(SealingEvent event, EventMessage<SealingEvent> message) {
    rows.change(
        OrganizationEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(ReplayEvent event, EventMessage<ReplayEvent> message) {
    rows.change(
        OrganizationEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @EventHandler
  void on(RetentionEvent event, EventMessage<RetentionEvent> message) {
    rows.change(
        OrganizationEntries.of(event, row(message, event.organizationId(), event.occurredAt())));
  }

  @ResetHandler
  void reset() {
    rows.truncate();
  }

  private static Row row(EventMessage<?> message, OrganizationId organization, Instant at) {
    return new Row(message.getIdentifier(), organization, at);
  }
}
