package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.organization.OrganizationId;
import org.axonframework.commandhandling.RoutingKey;

/** HubSpot was asked once more about the token of a generation whose revocation it confirmed. */
public record RecordRevocationProbe(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    int generation,
    ProbeResult result)
    implements Command<Decision> {}
