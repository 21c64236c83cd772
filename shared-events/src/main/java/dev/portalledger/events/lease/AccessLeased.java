package dev.portalledger.events.lease;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;

/**
 * Somebody was handed access to a portal.
 *
 * @param generation of the grant the access rests on
 * @param reason a reference the caller gave: the number of a job or ticket
 * @param scopes of the grant, sorted: what HubSpot would let the bearer do
 * @param expiresAt when the access ends by itself
 */
public record AccessLeased(
    LeaseId leaseId,
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    Purpose purpose,
    String reason,
    SubjectId leasedTo,
    List<String> scopes,
    Instant expiresAt,
    Instant occurredAt)
    implements LeaseEvent {

  public AccessLeased {
    scopes = scopes.stream().distinct().sorted().toList();
  }
}
