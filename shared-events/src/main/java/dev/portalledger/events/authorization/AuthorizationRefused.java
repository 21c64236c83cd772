package dev.portalledger.events.authorization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot granted, the ledger did not take it. Nothing of the grant is kept but this.
 *
 * @param portalId the portal that was picked
 * @param expectedPortal the portal that should have been picked; null when any could be
 * @param authorizer the HubSpot user who consented
 * @param scopes as granted, sorted
 * @param missingScopes required but not granted, sorted; empty unless the reason is SCOPES_MISSING
 */
public record AuthorizationRefused(
    AttemptId attemptId,
    OrganizationId organizationId,
    SubjectId initiator,
    RefusalReason reason,
    PortalId portalId,
    @Nullable PortalId expectedPortal,
    SubjectId authorizer,
    List<String> scopes,
    List<String> missingScopes,
    Instant occurredAt)
    implements AuthorizationEvent {

  public AuthorizationRefused {
    scopes = scopes.stream().distinct().sorted().toList();
    missingScopes = missingScopes.stream().distinct().sorted().toList();
  }
}
