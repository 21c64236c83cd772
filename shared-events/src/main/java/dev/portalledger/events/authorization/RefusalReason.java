package dev.portalledger.events.authorization;

/** Why a grant that HubSpot gave was not taken. */
public enum RefusalReason {
  PORTAL_HELD_BY_ANOTHER_ORGANIZATION,
  PLAN_LIMIT_REACHED,
  /** A reconnect of one portal ended on another. */
  WRONG_PORTAL,
  /** A required scope was not granted. */
  SCOPES_MISSING,
  /** The organization is unknown here: it was never registered. */
  ORGANIZATION_UNKNOWN
}
