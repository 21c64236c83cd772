package dev.portalledger.command.campaign;

/** Why portals may need a new grant; what a campaign can look for by itself. */
enum Reason {
  /** Their grant is dead. */
  EXPIRED,
  /** They lack scopes that the features switched on need and that were not asked for then. */
  DRIFT
}
