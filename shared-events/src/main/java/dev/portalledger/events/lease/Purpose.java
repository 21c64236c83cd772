package dev.portalledger.events.lease;

/** What a use of a portal is for. One connection serves both. */
public enum Purpose {
  /** Read only: never usable for a write through us. */
  AUDIT,
  /** Read and write. */
  IMPLEMENTATION
}
