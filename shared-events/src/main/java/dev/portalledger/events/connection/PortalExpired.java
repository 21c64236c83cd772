package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** The grant died at HubSpot. The seat stays held until a reconnect or a revocation. */
public record PortalExpired(
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    ExpiryCause cause,
    Instant occurredAt)
    implements PortalConnectionEvent {}
