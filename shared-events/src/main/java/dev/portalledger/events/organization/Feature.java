package dev.portalledger.events.organization;

/** What an organization uses its portals for; only the scopes of these are asked for. */
public enum Feature {
  /** Read only. */
  AUDIT,
  /** Reads the source portal. */
  IMPORT,
  /** Writes the destination portal. */
  DEPLOY
}
