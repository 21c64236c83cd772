package dev.portalledger.events.authorization;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/** HubSpot sent the browser back with an error: the user said no. */
public record AuthorizationDenied(
    AttemptId attemptId, OrganizationId organizationId, SubjectId initiator, Instant occurredAt)
    implements AuthorizationEvent {}
