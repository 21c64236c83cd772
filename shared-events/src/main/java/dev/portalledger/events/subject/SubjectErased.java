package dev.portalledger.events.subject;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The personal data is gone: the key was destroyed and the rows were emptied in the transaction
 * that records this. The last event of its stream.
 *
 * @param by who asked; null in the ledger of an organization in which nobody did
 * @param confirmedBy another person
 */
public record SubjectErased(
    SubjectId subjectId,
    OrganizationId organizationId,
    ErasureReason reason,
    @Nullable String reference,
    @Nullable SubjectId by,
    SubjectId confirmedBy,
    Instant occurredAt)
    implements SubjectEvent {}
