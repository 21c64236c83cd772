package dev.portalledger.events.campaign;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** What a campaign asked for, one event per portal. */
public sealed interface CampaignEvent permits ReconnectRequested {

  CampaignId campaignId();

  OrganizationId organizationId();

  PortalId portalId();

  Instant occurredAt();
}
