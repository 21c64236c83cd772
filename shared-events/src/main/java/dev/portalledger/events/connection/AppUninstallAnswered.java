package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** What became of the wish to remove the app from the portal together with its connection. */
public record AppUninstallAnswered(
    PortalId portalId,
    OrganizationId organizationId,
    int generation,
    UninstallAnswer answer,
    Instant occurredAt)
    implements PortalConnectionEvent {}
