package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The personal data has to stay until the hold is lifted: no erasure is asked for or confirmed.
 *
 * @param reference the number of the case it is filed under; null if there is none
 */
public record LegalHoldPlaced(
    SubjectId subjectId,
    OrganizationId organizationId,
    HoldReason reason,
    @Nullable String reference,
    SubjectId placedBy,
    Instant occurredAt)
    implements SubjectEvent {}
