package dev.portalledger.command.connection;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection at once; portal and seat are free.
 *
 * @param by the member who ends it; null when HubSpot or the authorizer did
 * @param extent what is to end at HubSpot too
 */
public record RevokeConnection(
    @RoutingKey OrganizationId organizationId,
    PortalId portalId,
    RevocationCause cause,
    @Nullable SubjectId by,
    RevocationExtent extent)
    implements Command<Decision> {}
