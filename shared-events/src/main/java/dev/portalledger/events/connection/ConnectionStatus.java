package dev.portalledger.events.connection;

/** A seat is held while CONNECTED or EXPIRED. */
public enum ConnectionStatus {
  CONNECTED,
  EXPIRED,
  DISCONNECTED
}
