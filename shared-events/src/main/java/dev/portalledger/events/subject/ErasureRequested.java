package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for the personal data to be erased. Nothing is erased before a second person
 * confirms.
 *
 * @param reference the number of the case it is filed under; null if there is none
 * @param expiresAt nobody can confirm from then on
 */
public record ErasureRequested(
    SubjectId subjectId,
    OrganizationId organizationId,
    ErasureReason reason,
    @Nullable String reference,
    SubjectId requestedBy,
    Instant expiresAt,
    Instant occurredAt)
    implements SubjectEvent {}
