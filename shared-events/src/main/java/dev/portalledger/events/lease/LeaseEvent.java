package dev.portalledger.events.lease;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * What happens to a lease. Each lease is a stream of its own: thousands of one portal never wait
 * for one another, and a portal's own stream stays short.
 */
public sealed interface LeaseEvent permits AccessLeased, LeasedWriteRefused {

  LeaseId leaseId();

  PortalId portalId();

  OrganizationId organizationId();

  Purpose purpose();

  /** The member or machine the lease was handed to. */
  SubjectId leasedTo();

  Instant occurredAt();
}
