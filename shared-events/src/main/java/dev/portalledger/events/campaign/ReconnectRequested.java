package dev.portalledger.events.campaign;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * Somebody is to reconnect the portal, because its grant is dead or lacks scopes. What became of it
 * is told by the portal's own events and those of the attempts.
 */
public record ReconnectRequested(
    CampaignId campaignId,
    OrganizationId organizationId,
    PortalId portalId,
    SubjectId requestedBy,
    Instant occurredAt)
    implements CampaignEvent {}
