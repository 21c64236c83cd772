package dev.portalledger.query.people;

/** What happened to somebody's personal data; stored by name. */
enum Step {
  REQUESTED,
  WITHDRAWN,
  EXPIRED,
  ERASED,
  HOLD_PLACED,
  HOLD_LIFTED
}
