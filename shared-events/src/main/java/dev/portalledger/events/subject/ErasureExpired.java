package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** Nobody confirmed a request in its time. */
public record ErasureExpired(SubjectId subjectId, OrganizationId organizationId, Instant occurredAt)
    implements SubjectEvent {}
