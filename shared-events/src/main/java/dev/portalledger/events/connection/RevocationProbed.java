package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** HubSpot was asked, some time after it had confirmed, whether the revoked token still lives. */
public record RevocationProbed(
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    ProbeResult result,
    Instant occurredAt)
    implements PortalConnectionEvent {}
