package dev.portalledger.query.replay.suppose;

/** Why something would have been refused. The names are part of the API. */
enum Reason {
  /** The grant lacks a scope that is supposed to be required. */
  SCOPES_MISSING,
  /** As many portals were held as the plan is supposed to allow. */
  PLAN_LIMIT_REACHED,
  /** The portal would not have been connected then. */
  PORTAL_NOT_CONNECTED
}
