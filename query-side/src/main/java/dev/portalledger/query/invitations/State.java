package dev.portalledger.query.invitations;

/** How far an invitation got. */
enum State {
  OPEN,
  /** A grant is being taken with it at this moment. */
  IN_USE,
  USED,
  WITHDRAWN,
  EXPIRED
}
