package dev.portalledger.events.connection;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;

/** Everything that can happen to the link between one portal and one organization. */
public sealed interface PortalConnectionEvent extends LedgerEvent
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
}
