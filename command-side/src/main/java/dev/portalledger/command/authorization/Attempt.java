package dev.portalledger.command.authorization;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One trip through HubSpot's authorization page, as its row says it.
 *
 * @param invitation what led to it; null when the initiator set out
 */
record Attempt(
    AttemptId id,
    OrganizationId organization,
    SubjectId initiator,
    @Nullable InvitationId invitation,
    @Nullable PortalId expectedPortal,
    List<String> requiredScopes,
    Phase phase) {

  sealed interface Phase {

    /** The browser is at HubSpot. */
    record Open() implements Phase {}

    /** HubSpot's answer is being worked on. */
    record Consumed() implements Phase {}

    /** It has its one outcome; a portal and its version when it connected one. */
    record Closed(@Nullable PortalId portal, @Nullable Long version) implements Phase {}
  }
}
