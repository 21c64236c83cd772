package dev.portalledger.command.authorization;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * A member, or somebody a member invited, sets out for HubSpot. Carries hashes and ciphertext only.
 * Answered with its end.
 *
 * @param invited what led to it; null when the initiator set out
 */
record StartAuthorization(
    @RoutingKey OrganizationId organizationId,
    AttemptId attemptId,
    SubjectId initiator,
    @Nullable Invited invited,
    @Nullable PortalId expectedPortal,
    AskedScopes scopes,
    Bindings bindings)
    implements Command<Instant> {

  /** Which invitation was followed, and with which browser. */
  @SuppressWarnings("ArrayRecordComponent") // written to a row, never compared
  record Invited(InvitationId invitation, byte[] visitorHash) {}

  /** What ties HubSpot's answer to this attempt and this browser. */
  @SuppressWarnings("ArrayRecordComponent") // written to a row, never compared
  record Bindings(byte[] stateHash, byte[] browserHash, byte[] sealedVerifier) {}
}
