package dev.portalledger.events.connection;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;

/** Everything that can happen to the link between one portal and one organization. */
public sealed interface PortalConnectionEvent
    permits PortalConnected,
        PortalReconnected,
        PortalExpired,
        PortalRevoked,
        UpstreamRevocationConfirmed,
        UpstreamRevocationFailed,
        AppUninstallAnswered,
        RevocationProbed {

  PortalId portalId();

  OrganizationId organizationId();

  Instant occurredAt();
}
