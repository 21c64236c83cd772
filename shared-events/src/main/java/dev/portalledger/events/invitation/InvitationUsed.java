package dev.portalledger.events.invitation;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/**
 * Somebody authorized a portal with it; it is good for nothing more.
 *
 * @param attemptId the attempt that brought the grant
 * @param authorizer the HubSpot user who consented
 */
public record InvitationUsed(
    InvitationId invitationId,
    OrganizationId organizationId,
    SubjectId invitedBy,
    AttemptId attemptId,
    PortalId portalId,
    SubjectId authorizer,
    Instant occurredAt)
    implements InvitationEvent {}
