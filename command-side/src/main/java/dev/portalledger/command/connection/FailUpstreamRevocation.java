package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/** The grant of a revoked generation is not going to be ended at HubSpot by us. */
public record FailUpstreamRevocation(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    int generation,
    UpstreamRevocationFailure cause)
    implements Command<Decision> {}
