package dev.portalledger.events.connection;

/** How the removal of an app from a portal ended. */
public enum UninstallAnswer {
  /** HubSpot removed it. */
  UNINSTALLED,
  /** HubSpot would not. */
  REFUSED,
  /** HubSpot gave no access to ask with: the grant was dead already. */
  NO_ACCESS_LEFT,
  /** The portal was connected again meanwhile; removing the app would have ended that. */
  PORTAL_IN_USE,
  /** HubSpot gave no answer that could be believed. */
  NOT_ANSWERED
}
