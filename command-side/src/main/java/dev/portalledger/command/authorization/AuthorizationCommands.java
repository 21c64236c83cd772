package dev.portalledger.command.authorization;

import dev.portalledger.command.invitation.Visits;
import dev.portalledger.command.revocation.Revocations;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationEvent;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.invitation.InvitationId;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Records how attempts start and end. The row decides who may write the outcome, the stream's
 * sequence number makes sure there is only one; both are one transaction.
 */
@Component
class AuthorizationCommands {

  private static final String TYPE = "Authorization";
  private static final long STARTED = 0;
  private static final long ENDED = 1;

  private final Attempts attempts;
  private final AttemptSettings settings;
  private final Revocations revocations;
  private final Visits visits;
  private final EventStore events;
  private final Clock clock;

  AuthorizationCommands(
      Attempts attempts,
      AttemptSettings settings,
      Revocations revocations,
      Visits visits,
      EventStore events,
      Clock clock) {
    this.attempts = attempts;
    this.settings = settings;
    this.revocations = revocations;
    this.visits = visits;
    this.events = events;
    this.clock = clock;
  }

  @CommandHandler
  Instant handle(StartAuthorization command) {
    var expiresAt = attempts.insert(command, settings.lifetime());
    var invited = command.invited();
    if (invited == null) {
      publish(STARTED, started(command));
    } else {
      visits.began(command.attemptId(), invited.invitation(), invited.visitorHash());
      publish(STARTED, accepted(command, invited.invitation()));
    }
    return expiresAt;
  }

  private AuthorizationStarted started(StartAuthorization command) {
    return new AuthorizationStarted(
        command.attemptId(),
        command.organizationId(),
        command.initiator(),
        command.expectedPortal(),
        command.scopes().required(),
        command.scopes().optional(),
        clock.instant());
  }

  private InvitationAccepted accepted(StartAuthorization command, InvitationId invitation) {
    return new InvitationAccepted(
        command.attemptId(),
        command.organizationId(),
        command.initiator(),
        invitation,
        command.expectedPortal(),
        command.scopes().required(),
        command.scopes().optional(),
        clock.instant());
  }

  @CommandHandler
  boolean handle(EndAuthorization command) {
    AttemptId id = command.attempt().id();
    if (!attempts.close(id, null, null)) {
      return false;
    }
    publish(ENDED, Outcome.event(command.attempt(), command.outcome(), clock.instant()));
    revocations.notTaken(id, command.organizationId());
    if (command.attempt().invitation() != null) {
      visits.left(id, Outcome.name(command.outcome()));
    }
    return true;
  }

  private void publish(long sequence, AuthorizationEvent event) {
    events.publish(
        new GenericDomainEventMessage<>(TYPE, event.attemptId().stream(), sequence, event));
  }
}
