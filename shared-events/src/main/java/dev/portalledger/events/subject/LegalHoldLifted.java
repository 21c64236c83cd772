package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** The personal data may be erased again. */
public record LegalHoldLifted(
    SubjectId subjectId, OrganizationId organizationId, SubjectId liftedBy, Instant occurredAt)
    implements SubjectEvent {}
