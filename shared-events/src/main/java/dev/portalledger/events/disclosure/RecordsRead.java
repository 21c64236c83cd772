package dev.portalledger.events.disclosure;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An auditor read in the ledger. The same question, asked again within five minutes, may be the
 * same event.
 *
 * @param portalId the portal read about; null for more than one
 * @param question what was asked for, as in the address; empty for everything
 */
public record RecordsRead(
    DisclosureId disclosureId,
    OrganizationId organizationId,
    SubjectId disclosedTo,
    Disclosed what,
    @Nullable PortalId portalId,
    String question,
    Instant occurredAt)
    implements DisclosureEvent {}
