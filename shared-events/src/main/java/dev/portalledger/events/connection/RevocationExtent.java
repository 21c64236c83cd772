package dev.portalledger.events.connection;

/** What is to end at HubSpot. */
public enum RevocationExtent {
  /** The grant; the app stays installed in the portal. */
  GRANT,
  /** The grant, and the app is removed from the portal. */
  GRANT_AND_APP
}
