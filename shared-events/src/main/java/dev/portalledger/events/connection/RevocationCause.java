package dev.portalledger.events.connection;

/** Why a connection was ended. */
public enum RevocationCause {
  /** A member clicked Remove. */
  REMOVED_BY_MEMBER,
  /** An operator ended it, because tokens may have been stolen. */
  ENDED_BY_OPERATOR,
  /** The authorizer said "this was not me". */
  DISPUTED,
  /** The app was removed under Connected Apps. */
  UNINSTALLED_IN_HUBSPOT,
  /** HubSpot no longer knows the account (BAD_HUB). */
  PORTAL_GONE
}
