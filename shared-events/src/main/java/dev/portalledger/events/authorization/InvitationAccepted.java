package dev.portalledger.events.authorization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody followed an invitation and set out for HubSpot. Stands in the place of {@code
 * AuthorizationStarted}; who it was, only HubSpot's answer can tell.
 *
 * @param initiator the member who invited
 * @param expectedPortal the only portal that is taken; null when any may be picked
 */
public record InvitationAccepted(
    AttemptId attemptId,
    OrganizationId organizationId,
    SubjectId initiator,
    InvitationId invitationId,
    @Nullable PortalId expectedPortal,
    List<String> requiredScopes,
    List<String> optionalScopes,
    Instant occurredAt)
    implements AuthorizationEvent {

  public InvitationAccepted {
    requiredScopes = requiredScopes.stream().distinct().sorted().toList();
    optionalScopes = optionalScopes.stream().distinct().sorted().toList();
  }
}
