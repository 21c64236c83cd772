package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/**
 * What becomes of the personal data behind a subject's id, as one organization's ledger tells it. A
 * subject that several organizations know has a stream in the ledger of each.
 */
public sealed interface SubjectEvent
    permits ErasureRequested,
        ErasureWithdrawn,
        ErasureExpired,
        SubjectErased,
        LegalHoldPlaced,
        LegalHoldLifted {

  SubjectId subjectId();

  OrganizationId organizationId();

  Instant occurredAt();
}
