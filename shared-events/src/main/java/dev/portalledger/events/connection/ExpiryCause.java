package dev.portalledger.events.connection;

/**
 * Why HubSpot no longer honours a grant; each is a definitive answer of HubSpot, never an outage.
 */
public enum ExpiryCause {
  /** The refresh token is invalid, expired or revoked at HubSpot. */
  GRANT_DEAD,
  /** A refresh was answered, the answer was lost, and the stored token is dead since. */
  REFRESH_OUTCOME_LOST
}
