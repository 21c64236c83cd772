package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * A member reconnects one certain portal and HubSpot granted one.
 *
 * @param portalId the portal that was picked, as introspected
 * @param expectedPortal the portal that was to be reconnected
 * @param connectedBy the member who started the attempt
 */
public record ReconnectPortal(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    PortalId expectedPortal,
    AttemptId attemptId,
    Consent consent,
    SubjectId connectedBy)
    implements Command<Decision> {}
