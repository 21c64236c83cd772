package dev.portalledger.events.authorization;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/** Nothing came back from HubSpot within the attempt's life (15 minutes). */
public record AuthorizationAbandoned(
    AttemptId attemptId, OrganizationId organizationId, SubjectId initiator, Instant occurredAt)
    implements AuthorizationEvent {}
