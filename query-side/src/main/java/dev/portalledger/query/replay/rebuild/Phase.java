package dev.portalledger.query.replay.rebuild;

/** What is being done. The names are part of the API. */
enum Phase {
  READING,
  INDEXING,
  SWITCHING,
  COMPARING
}
