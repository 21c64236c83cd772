package dev.portalledger.events.connection;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * The organization that holds or last held the portal was granted access anew; the grant of the
 * generation before is replaced.
 *
 * @param connectedBy the member who started the attempt
 */
public record PortalReconnected(
    PortalId portalId,
    OrganizationId organizationId,
    Grant grant,
    AttemptId attemptId,
    SubjectId connectedBy,
    Instant occurredAt)
    implements PortalConnectionEvent {}
