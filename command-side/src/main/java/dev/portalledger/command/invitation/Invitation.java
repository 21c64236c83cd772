package dev.portalledger.command.invitation;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.jspecify.annotations.Nullable;

/** One invitation, as its row says it. */
public record Invitation(
    InvitationId id,
    OrganizationId organization,
    SubjectId invitedBy,
    @Nullable PortalId expectedPortal,
    InvitedScopes scopes,
    Phase phase) {

  /** How far it got. */
  public enum Phase {
    /** Good for an authorization, until it expires. */
    OPEN,
    /** A grant is being taken with it; becomes USED, or OPEN again. */
    TAKEN,
    USED,
    WITHDRAWN,
    EXPIRED
  }
}
