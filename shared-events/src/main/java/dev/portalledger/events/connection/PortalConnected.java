package dev.portalledger.events.connection;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * A free portal was connected.
 *
 * @param connectedBy the member who started the attempt
 */
public record PortalConnected(
    PortalId portalId,
    OrganizationId organizationId,
    Grant grant,
    AttemptId attemptId,
    SubjectId connectedBy,
    Instant occurredAt)
    implements PortalConnectionEvent {}
