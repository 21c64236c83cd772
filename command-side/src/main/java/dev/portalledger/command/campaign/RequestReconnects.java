package dev.portalledger.command.campaign;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Records that these portals are to be reconnected, one event each. Answered with false when the
 * campaign is recorded already: then nothing is.
 */
record RequestReconnects(
    @RoutingKey OrganizationId organizationId,
    CampaignId campaignId,
    List<PortalId> portals,
    SubjectId requestedBy)
    implements Command<Boolean> {}
