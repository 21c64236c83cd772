package dev.portalledger.command.invitation;

import dev.portalledger.command.invitation.Invitation.Phase;
import dev.portalledger.events.invitation.InvitationEvent;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.invitation.InvitationWithdrawn;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Records what becomes of invitations. The row decides who may write the end, the stream's sequence
 * number makes sure there is only one; both are one transaction.
 */
@Component
class InvitationCommands {

  static final String TYPE = "Invitation";
  private static final long ISSUED = 0;
  static final long ENDED = 1;

  private final InvitationRows rows;
  private final InvitationSettings settings;
  private final EventStore events;
  private final Clock clock;

  InvitationCommands(
      InvitationRows rows, InvitationSettings settings, EventStore events, Clock clock) {
    this.rows = rows;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  @CommandHandler
  Instant handle(IssueInvitation command) {
    var expiresAt = rows.insert(command, settings.lifetime());
    publish(
        ISSUED,
        new InvitationIssued(
            command.invitationId(),
            command.organizationId(),
            command.invitedBy(),
            command.purpose(),
            command.expectedPortal(),
            command.scopes().required(),
            command.scopes().optional(),
            expiresAt,
            clock.instant()));
    return expiresAt;
  }

  @CommandHandler
  boolean handle(EndInvitation command) {
    boolean expired = command.withdrawnBy() == null;
    if (!rows.end(command.invitation().id(), expired ? Phase.EXPIRED : Phase.WITHDRAWN)) {
      return false;
    }
    publish(ENDED, end(command, clock.instant()));
    return true;
  }

  private static InvitationEvent end(EndInvitation command, Instant now) {
    var ended = command.invitation();
    var by = command.withdrawnBy();
    return by == null
        ? new InvitationExpired(ended.id(), ended.organization(), ended.invitedBy(), now)
        : new InvitationWithdrawn(ended.id(), ended.organization(), ended.invitedBy(), by, now);
  }

  private void publish(long sequence, InvitationEvent event) {
    events.publish(
        new GenericDomainEventMessage<>(TYPE, event.invitationId().stream(), sequence, event));
  }
}
