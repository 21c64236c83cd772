package dev.portalledger.events.invitation;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member made a link with which a portal's admin may authorize the portal, once.
 *
 * @param expectedPortal the only portal it is good for; null when any may be picked
 * @param requiredScopes will be asked for as HubSpot's {@code scope}
 * @param optionalScopes will be asked for as {@code optional_scope}
 */
public record InvitationIssued(
    InvitationId invitationId,
    OrganizationId organizationId,
    SubjectId invitedBy,
    Purpose purpose,
    @Nullable PortalId expectedPortal,
    List<String> requiredScopes,
    List<String> optionalScopes,
    Instant expiresAt,
    Instant occurredAt)
    implements InvitationEvent {

  public InvitationIssued {
    requiredScopes = requiredScopes.stream().distinct().sorted().toList();
    optionalScopes = optionalScopes.stream().distinct().sorted().toList();
  }
}
