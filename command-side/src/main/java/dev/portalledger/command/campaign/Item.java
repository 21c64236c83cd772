package dev.portalledger.command.campaign;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one portal of a campaign.
 *
 * @param link where a member reconnects it; null if there is nothing to reconnect
 * @param invitation for the portal's own admin; null unless one was made
 */
record Item(long portalId, Result result, @Nullable String link, @Nullable Invited invitation) {

  /** How the portal was taken. */
  enum Result {
    REQUESTED,
    /** The organization never held it; the same for one that nobody knows. */
    UNKNOWN_PORTAL
  }

  /**
   * An open invitation that is good for this portal alone.
   *
   * @param link to pass on; null in a repetition, since only the first answer ever holds it
   */
  record Invited(String invitationId, @Nullable URI link, Instant expiresAt) {

    @Override
    public String toString() {
      return "Invited[" + invitationId + "]";
    }
  }

  boolean isRequested() {
    return result == Result.REQUESTED;
  }

  Item with(@Nullable Invited made) {
    return new Item(portalId, result, link, made);
  }

  /** The same without the secret. */
  Item withoutSecret() {
    return invitation == null
        ? this
        : with(new Invited(invitation.invitationId(), null, invitation.expiresAt()));
  }
}
