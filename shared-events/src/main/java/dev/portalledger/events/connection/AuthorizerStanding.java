package dev.portalledger.events.connection;

/** What HubSpot's users API said of the authorizer at the moment of the grant. */
public enum AuthorizerStanding {
  SUPER_ADMIN,
  /** No Super Admin: HubSpot let this user connect by app-marketplace access. */
  NOT_SUPER_ADMIN,
  /** The grant does not let us read users, or HubSpot did not answer. */
  UNKNOWN
}
