package dev.portalledger.command.invitation;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.invitation.InvitationUsed;
import java.time.Clock;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * What an invited attempt does to its invitation. All but {@link #take} belong into the transaction
 * that records what became of the attempt.
 */
@Component
public class Visits {

  private final VisitRows rows;
  private final EventStore events;
  private final Clock clock;

  Visits(VisitRows rows, EventStore events, Clock clock) {
    this.rows = rows;
    this.events = events;
    this.clock = clock;
  }

  /** Somebody set out for HubSpot. */
  public void began(AttemptId attempt, InvitationId invitation, byte[] visitorHash) {
    rows.insert(attempt, invitation, visitorHash);
  }

  /** Takes the invitation for this attempt alone, before HubSpot's code is exchanged. */
  public boolean take(AttemptId attempt, InvitationId invitation) {
    return rows.take(attempt, invitation);
  }

  /**
   * Nothing was connected; the invitation is good for another attempt.
   *
   * @param why the name of a refusal, of a failure, or of what else became of it
   */
  public void left(AttemptId attempt, String why) {
    rows.leave(attempt, why);
  }

  /** A portal was connected: the invitation is used up. Nothing for an attempt without one. */
  public void connected(AttemptId attempt, PortalId portal, Grant grant) {
    rows.use(attempt)
        .ifPresent(
            used -> {
              rows.connected(attempt, portal, grant);
              publish(
                  new InvitationUsed(
                      used.id(),
                      used.organization(),
                      used.invitedBy(),
                      attempt,
                      portal,
                      grant.authorizer(),
                      clock.instant()));
            });
  }

  private void publish(InvitationUsed event) {
    events.publish(
        new GenericDomainEventMessage<>(
            InvitationCommands.TYPE,
            event.invitationId().stream(),
            InvitationCommands.ENDED,
            event));
  }
}
