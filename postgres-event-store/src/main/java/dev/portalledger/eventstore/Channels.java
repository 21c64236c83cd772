package dev.portalledger.eventstore;

/** Names of PostgreSQL's NOTIFY channels; each database has its own. */
final class Channels {

  /** A node committed events; from nodes that do not give positions themselves. */
  static final String COMMITTED = "events_committed";

  /** Events got their positions; the payload is the last one. */
  static final String SEQUENCED = "events_sequenced";

  private Channels() {}
}
