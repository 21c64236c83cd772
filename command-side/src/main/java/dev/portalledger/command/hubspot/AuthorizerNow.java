package dev.portalledger.command.hubspot;

/** What HubSpot's users API says of an authorizer today. */
public enum AuthorizerNow {
  SUPER_ADMIN,
  NOT_SUPER_ADMIN,
  /** No active user of the portal any more. */
  DEACTIVATED,
  /** The grant does not let us read users, or HubSpot did not answer. */
  UNKNOWN
}
