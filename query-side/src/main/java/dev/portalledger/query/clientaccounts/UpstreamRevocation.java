package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.RevocationCause;

/** Whether the grant of an ended connection is dead at HubSpot too. */
enum UpstreamRevocation {
  /** Nothing to revoke: connected, expired, or HubSpot ended it itself. */
  NONE,
  /** Ended here; HubSpot was told and has not confirmed yet. */
  PENDING,
  CONFIRMED;

  static UpstreamRevocation after(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER, DISPUTED -> PENDING;
      case UNINSTALLED_IN_HUBSPOT, PORTAL_GONE -> NONE;
    };
  }
}
