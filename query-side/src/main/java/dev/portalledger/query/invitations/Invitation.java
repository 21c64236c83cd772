package dev.portalledger.query.invitations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One invitation.
 *
 * @param invitedBy subject
 * @param expectedPortal the only portal it is good for; null when any may be picked
 * @param openedAt when somebody first followed its link to HubSpot
 * @param endedAt when it was used or withdrawn, or its expiry was recorded
 * @param portalId what was connected with it
 */
record Invitation(
    String invitationId,
    @JsonIgnore OrganizationId organization,
    String invitedBy,
    Purpose purpose,
    @Nullable Long expectedPortal,
    List<String> requiredScopes,
    List<String> optionalScopes,
    State state,
    Instant invitedAt,
    Instant expiresAt,
    @Nullable Instant openedAt,
    @Nullable Instant endedAt,
    @Nullable Long portalId) {

  @JsonIgnore
  public boolean isOpen() {
    return state == State.OPEN;
  }
}
