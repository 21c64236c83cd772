package dev.portalledger.command.authorization;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/** A member sets out for HubSpot. Carries hashes and ciphertext only. Answered with its end. */
record StartAuthorization(
    @RoutingKey OrganizationId organizationId,
    AttemptId attemptId,
    SubjectId initiator,
    @Nullable PortalId expectedPortal,
    AskedScopes scopes,
    Bindings bindings)
    implements Command<Instant> {

  /** What ties HubSpot's answer to this attempt and this browser. */
  @SuppressWarnings("ArrayRecordComponent") // written to a row, never compared
  record Bindings(byte[] stateHash, byte[] browserHash, byte[] sealedVerifier) {}
}
