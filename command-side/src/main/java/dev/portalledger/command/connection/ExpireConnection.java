package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot confirmed that a grant is dead.
 *
 * @param generation the grant that was found dead; a newer one is not touched
 * @param credentialVersion the version of its tokens that was found dead; nothing is recorded once
 *     another took its place. Null if the evidence does not rest on tokens.
 */
public record ExpireConnection(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    int generation,
    ExpiryCause cause,
    @Nullable Long credentialVersion)
    implements Command<Decision> {

  public ExpireConnection(
      OrganizationId organizationId, PortalId portalId, int generation, ExpiryCause cause) {
    this(organizationId, portalId, generation, cause, null);
  }
}
