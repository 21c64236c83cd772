package dev.portalledger.command.lease;

import dev.portalledger.command.web.IdempotencyKey;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/**
 * A lease that is asked for.
 *
 * @param passThroughOnly the answer carries no token of HubSpot's, but one for our pass-through
 */
record Wanted(
    OrganizationId organization,
    PortalId portal,
    Purpose purpose,
    boolean passThroughOnly,
    String reason,
    SubjectId leasedTo,
    IdempotencyKey key) {}
