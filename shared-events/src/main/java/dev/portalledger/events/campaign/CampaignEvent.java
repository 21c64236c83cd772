package dev.portalledger.events.campaign;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;

/** What a campaign asked for, one event per portal. */
public sealed interface CampaignEvent extends LedgerEvent permits ReconnectRequested {

  CampaignId campaignId();

  OrganizationId organizationId();

  PortalId portalId();
}
