package dev.portalledger.events.disclosure;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * Records were taken out of the ledger as a file.
 *
 * @param question what was asked for, as in the address: {@code format=csv&portal=1001}
 * @param records how many were sent
 * @param whole whether all were sent; not so when the receiver or the server went away before
 * @param occurredAt when it was asked for
 */
public record RecordsExported(
    DisclosureId disclosureId,
    OrganizationId organizationId,
    SubjectId disclosedTo,
    Disclosed what,
    String question,
    long records,
    boolean whole,
    Instant occurredAt)
    implements DisclosureEvent {}
