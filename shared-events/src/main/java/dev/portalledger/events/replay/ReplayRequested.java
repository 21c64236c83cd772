package dev.portalledger.events.replay;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants the organization's events read again, apart from the live views.
 *
 * @param asOf up to which moment; null means all that is recorded when it begins
 * @param purpose the number of an audit or ticket, no place for names of people
 */
public record ReplayRequested(
    ReplayId replayId,
    OrganizationId organizationId,
    @Nullable Instant asOf,
    String purpose,
    SubjectId requestedBy,
    Instant occurredAt)
    implements ReplayEvent {}
