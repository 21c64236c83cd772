package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * A grant is over: the app was removed at HubSpot, the account is gone, or whoever authorized it
 * takes it back.
 *
 * @param generation the grant that is over; a newer one is not touched
 */
public record RevokeGrant(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    int generation,
    RevocationCause cause)
    implements Command<Decision> {

  RevokeConnection revocation() {
    return new RevokeConnection(organizationId, portalId, cause, null, RevocationExtent.GRANT);
  }
}
