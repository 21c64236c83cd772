package dev.portalledger.events.authorization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member set out for HubSpot.
 *
 * @param expectedPortal the portal to reconnect; null when any portal may be picked
 * @param requiredScopes asked for as HubSpot's {@code scope}; none of them may be missing
 * @param optionalScopes asked for as {@code optional_scope}; HubSpot drops what the portal lacks
 */
public record AuthorizationStarted(
    AttemptId attemptId,
    OrganizationId organizationId,
    SubjectId initiator,
    @Nullable PortalId expectedPortal,
    List<String> requiredScopes,
    List<String> optionalScopes,
    Instant occurredAt)
    implements AuthorizationEvent {

  public AuthorizationStarted {
    requiredScopes = requiredScopes.stream().distinct().sorted().toList();
    optionalScopes = optionalScopes.stream().distinct().sorted().toList();
  }
}
