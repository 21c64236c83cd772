package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** A request was taken back, by whoever asked or by a colleague. */
public record ErasureWithdrawn(
    SubjectId subjectId, OrganizationId organizationId, SubjectId withdrawnBy, Instant occurredAt)
    implements SubjectEvent {}
