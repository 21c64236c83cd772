package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** The grant of this generation was not ended at HubSpot, and that is tried no more. */
public record UpstreamRevocationFailed(
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    UpstreamRevocationFailure cause,
    ManualStep manualStep,
    Instant occurredAt)
    implements PortalConnectionEvent {}
