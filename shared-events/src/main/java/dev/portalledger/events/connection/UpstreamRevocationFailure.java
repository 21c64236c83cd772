package dev.portalledger.events.connection;

/** Why a grant was not ended at HubSpot. */
public enum UpstreamRevocationFailure {
  /** HubSpot did not confirm it for seven days. */
  NOT_CONFIRMED_IN_TIME,
  /** A connection that lives stands on the very same token: revoking it would end that one. */
  TOKEN_SHARED
}
