package dev.portalledger.command.connection;

import dev.portalledger.events.connection.PortalConnectionEvent;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the secrets of a connection in step with its events. Called within the unit of work, and so
 * the transaction, that records the event: neither is ever there without the other.
 */
public interface Custody {

  /**
   * Does to the secrets what the event says of the connection.
   *
   * @param version the portal's version that the event has become
   */
  void follow(PortalConnectionEvent event, long version);

  /** When the last access token of this connection that is still good dies; null if none is. */
  @Nullable Instant accessEndsAt(OrganizationId organization, PortalId portal);

  /**
   * Whether the connection lives on this version of its tokens; true if it has none. Until the end
   * of the transaction it stays so.
   */
  boolean restsOn(OrganizationId organization, PortalId portal, long credentialVersion);
}
