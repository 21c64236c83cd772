package dev.portalledger.events.subject;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;

/**
 * What becomes of the personal data behind a subject's id, as one organization's ledger tells it. A
 * subject that several organizations know has a stream in the ledger of each.
 */
public sealed interface SubjectEvent extends LedgerEvent
    permits ErasureRequested,
        ErasureWithdrawn,
        ErasureExpired,
        SubjectErased,
        LegalHoldPlaced,
        LegalHoldLifted {

  SubjectId subjectId();

  OrganizationId organizationId();
}
