package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;

/**
 * A member added a portal and HubSpot granted it.
 *
 * @param portalId the portal that was picked, as introspected
 * @param connectedBy the member who started the attempt
 */
public record ConnectPortal(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    AttemptId attemptId,
    Consent consent,
    SubjectId connectedBy)
    implements Command<Decision> {}
