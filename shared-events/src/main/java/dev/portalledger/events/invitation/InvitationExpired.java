package dev.portalledger.events.invitation;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;

/** Nobody used it in its time. */
public record InvitationExpired(
    InvitationId invitationId,
    OrganizationId organizationId,
    SubjectId invitedBy,
    Instant occurredAt)
    implements InvitationEvent {}
