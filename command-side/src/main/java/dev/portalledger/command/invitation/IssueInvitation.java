package dev.portalledger.command.invitation;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/** A member invites. Carries the link's hash only. Answered with its end. */
@SuppressWarnings("ArrayRecordComponent") // written to a row, never compared
record IssueInvitation(
    @RoutingKey OrganizationId organizationId,
    InvitationId invitationId,
    byte[] secretHash,
    SubjectId invitedBy,
    Purpose purpose,
    @Nullable PortalId expectedPortal,
    InvitedScopes scopes)
    implements Command<Instant> {}
