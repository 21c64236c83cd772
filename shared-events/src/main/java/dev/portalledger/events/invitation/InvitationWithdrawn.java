package dev.portalledger.events.invitation;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/** A member took it back before it was used. */
public record InvitationWithdrawn(
    InvitationId invitationId,
    OrganizationId organizationId,
    SubjectId invitedBy,
    SubjectId withdrawnBy,
    Instant occurredAt)
    implements InvitationEvent {}
