package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * HubSpot itself ended a grant: the app was removed there, or the account is gone.
 *
 * @param generation the grant that was found ended; a newer one is not touched
 */
public record RevokeGrant(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    int generation,
    RevocationCause cause)
    implements Command<Decision> {

  RevokeConnection revocation() {
    return new RevokeConnection(organizationId, portalId, cause, null);
  }
}
