package dev.portalledger.command.connection;

import dev.portalledger.events.connection.PortalConnectionEvent;

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
}
