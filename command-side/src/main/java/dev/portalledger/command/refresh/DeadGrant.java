package dev.portalledger.command.refresh;

/** What makes a grant look dead. Evidence, not yet a verdict. */
public enum DeadGrant {
  /** HubSpot refused the refresh token itself. */
  REFRESH_TOKEN_REFUSED,
  /** HubSpot no longer knows the portal. */
  HUB_GONE,
  /** HubSpot's answer to a refresh was lost, and afterwards it refused the token that asked. */
  REFRESH_OUTCOME_LOST,
  /** HubSpot said on being asked that the token is not active. */
  INTROSPECTED_DEAD
}
