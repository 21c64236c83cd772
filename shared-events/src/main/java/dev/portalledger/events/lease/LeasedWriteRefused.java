package dev.portalledger.events.lease;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * A lease was used for what it is not good for; nothing reached HubSpot. Recorded once for each
 * method and area of a lease.
 *
 * @param method as tried, such as {@code PATCH}
 * @param area the beginning of the path, such as {@code /crm/v3}: what follows may name people
 */
public record LeasedWriteRefused(
    LeaseId leaseId,
    PortalId portalId,
    OrganizationId organizationId,
    Purpose purpose,
    SubjectId leasedTo,
    String method,
    String area,
    Instant occurredAt)
    implements LeaseEvent {}
