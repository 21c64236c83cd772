package dev.portalledger.events.authorization;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/** The user may have consented, but no grant came of it. */
public record AuthorizationFailed(
    AttemptId attemptId,
    OrganizationId organizationId,
    SubjectId initiator,
    FailureCause cause,
    Instant occurredAt)
    implements AuthorizationEvent {}
