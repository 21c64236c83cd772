package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** HubSpot confirmed that the grant of this generation is dead there too. */
public record UpstreamRevocationConfirmed(
    PortalId portalId, OrganizationId organizationId, int generation, Instant occurredAt)
    implements PortalConnectionEvent {}
