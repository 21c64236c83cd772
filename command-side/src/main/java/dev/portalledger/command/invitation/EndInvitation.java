package dev.portalledger.command.invitation;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.commandhandling.RoutingKey;
import org.jspecify.annotations.Nullable;

/**
 * An invitation ends unused. Answered with false when it was not open any more: then nothing is
 * recorded.
 *
 * @param withdrawnBy the member who withdraws it; null when its time is over
 */
record EndInvitation(
    @RoutingKey OrganizationId organizationId,
    Invitation invitation,
    @Nullable SubjectId withdrawnBy)
    implements Command<Boolean> {

  EndInvitation(Invitation invitation, @Nullable SubjectId withdrawnBy) {
    this(invitation.organization(), invitation, withdrawnBy);
  }
}
