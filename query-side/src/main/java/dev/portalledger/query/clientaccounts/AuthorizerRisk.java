package dev.portalledger.query.clientaccounts;

/** Why a connection may end soon, though it lives: because of the person it rests on. */
enum AuthorizerRisk {
  NONE,
  /** Was a Super Admin of the portal when it was connected, and is none today. */
  NO_LONGER_ADMIN,
  /** No active user of the portal any more. */
  DEACTIVATED
}
