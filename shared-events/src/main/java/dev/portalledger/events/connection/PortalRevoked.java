package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access ended here at once; portal and seat are free.
 *
 * @param by the member who ended it; null when HubSpot or the authorizer did
 */
public record PortalRevoked(
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    RevocationCause cause,
    @Nullable SubjectId by,
    Instant occurredAt)
    implements PortalConnectionEvent {}
