package dev.portalledger.query.replay.rebuild;

/** What reading anew is for. The names are part of the API. */
enum Kind {
  /** What was read takes the place of the live view. */
  REBUILD,
  /** What was read is compared with the live view, and dropped. */
  CHECK
}
