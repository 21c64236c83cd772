package dev.portalledger.events.connection;

/** What somebody has to do at HubSpot by hand. */
public enum ManualStep {
  NONE,
  /** A Super Admin of the portal removes the app: Settings, Integrations, Connected Apps. */
  REMOVE_APP_IN_CONNECTED_APPS
}
