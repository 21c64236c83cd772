package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/** HubSpot confirmed that the grant of a revoked generation is dead there too. */
public record ConfirmUpstreamRevocation(
    @RoutingKey OrganizationId organizationId, PortalId portalId, int generation)
    implements Command<Decision> {}
