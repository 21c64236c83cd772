package dev.portalledger.events.lease;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;

/**
 * What happens to a lease. Each lease is a stream of its own: thousands of one portal never wait
 * for one another, and a portal's own stream stays short.
 */
public sealed interface LeaseEvent extends LedgerEvent permits AccessLeased, LeasedWriteRefused {

  LeaseId leaseId();

  PortalId portalId();

  OrganizationId organizationId();

  Purpose purpose();

  /** The member or machine the lease was handed to. */
  SubjectId leasedTo();
}
