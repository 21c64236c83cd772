package dev.portalledger.command.refresh;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;

/**
 * Gives access tokens that still live for a while. However many callers ask on however many nodes,
 * HubSpot MUST be asked once for each version of a credential. MUST NOT be called within a
 * transaction: the answer may take as long as HubSpot does.
 */
public interface FreshTokens {

  /** A token that lives for at least so long, or the old one while nothing better is to be had. */
  Fresh atLeast(OrganizationId organization, PortalId portal, Duration life);

  /** Refreshes whatever the life of the present token, as proof that the grant lives. */
  Fresh refreshNow(OrganizationId organization, PortalId portal);
}
