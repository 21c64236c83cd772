package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.UpstreamRevocationFailure;

/** Whether the grant of an ended connection is dead at HubSpot too. */
enum UpstreamRevocation {
  /** Nothing to revoke: connected, expired, or HubSpot ended it itself. */
  NONE,
  /** Ended here; HubSpot was told and has not confirmed yet. */
  PENDING,
  CONFIRMED,
  /** Given up after seven days without a confirmation: somebody has to do it by hand. */
  FAILED,
  /** Not revoked, because a connection that lives stands on the very same token. */
  SHARED;

  static UpstreamRevocation after(UpstreamRevocationFailure cause) {
    return switch (cause) {
      case NOT_CONFIRMED_IN_TIME -> FAILED;
      case TOKEN_SHARED -> SHARED;
    };
  }

  static UpstreamRevocation after(RevocationCause cause) {
    return switch (cause) {
      case REMOVED_BY_MEMBER, ENDED_BY_OPERATOR, DISPUTED -> PENDING;
      case UNINSTALLED_IN_HUBSPOT, PORTAL_GONE -> NONE;
    };
  }
}
