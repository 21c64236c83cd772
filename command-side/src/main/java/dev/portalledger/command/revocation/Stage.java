package dev.portalledger.command.revocation;

/**
 * What HubSpot is asked for next.
 *
 * <p>The app is removed first: that takes an access token, which a revoked grant no longer gives.
 * The token is destroyed last: one that is destroyed cannot be shown to be dead.
 */
enum Stage {
  UNINSTALL,
  REVOKE,
  PROBE
}
