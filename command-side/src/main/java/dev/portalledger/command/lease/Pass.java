package dev.portalledger.command.lease;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/** A lease that is good at our pass-through only. */
record Pass(
    LeaseId lease,
    OrganizationId organization,
    PortalId portal,
    int generation,
    Purpose purpose,
    SubjectId leasedTo) {}
