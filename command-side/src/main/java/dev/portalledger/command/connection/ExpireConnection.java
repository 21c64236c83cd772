package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * HubSpot confirmed that a grant is dead.
 *
 * @param generation the grant that was found dead; a newer one is not touched
 */
public record ExpireConnection(
    @RoutingKey OrganizationId organizationId, PortalId portalId, int generation, ExpiryCause cause)
    implements Command<Decision> {}
