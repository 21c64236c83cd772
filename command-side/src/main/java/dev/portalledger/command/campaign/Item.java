package dev.portalledger.command.campaign;

import org.jspecify.annotations.Nullable;

/**
 * What became of one portal of a campaign.
 *
 * @param link where a member reconnects it; null if there is nothing to reconnect
 */
record Item(long portalId, Result result, @Nullable String link) {

  /** How the portal was taken. */
  enum Result {
    REQUESTED,
    /** The organization never held it; the same for one that nobody knows. */
    UNKNOWN_PORTAL
  }
}
