package dev.portalledger.query.audittrail;

/** What came of it, in one word. */
enum Outcome {
  STARTED,
  SUCCEEDED,
  REFUSED,
  DENIED,
  FAILED,
  ABANDONED,
  ENDED,
  CHANGED
}
