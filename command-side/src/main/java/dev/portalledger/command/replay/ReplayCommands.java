package dev.portalledger.command.replay;

import dev.portalledger.command.replay.ReplayDecision.Requested;
import dev.portalledger.events.LedgerEvent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayEvent;
import dev.portalledger.events.replay.ReplayRequested;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records who wants history replayed. Reading it again is the query side's. */
@Component
class ReplayCommands {

  private static final String TYPE = "Replay";

  private final EventStore events;
  private final Clock clock;

  ReplayCommands(EventStore events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  @CommandHandler
  ReplayDecision handle(RequestReplay command) {
    var id = command.replayId();
    var before = history(id.stream());
    if (!before.isEmpty()) {
      return new Requested();
    }
    var now = clock.instant();
    var organization = command.organizationId();
    var decision = ReplayRules.decide(command.asOf(), firstEventOf(organization), now);
    if (decision instanceof Requested) {
      publish(
          0,
          new ReplayRequested(
              id, organization, command.asOf(), command.purpose(), command.requestedBy(), now));
    }
    return decision;
  }

  @CommandHandler
  boolean handle(CancelReplay command) {
    var before = history(command.replayId().stream());
    var organization = command.organizationId();
    if (before.isEmpty() || !before.getFirst().organizationId().equals(organization)) {
      return false;
    }
    if (before.size() == 1) {
      publish(
          1,
          new ReplayCancelled(
              command.replayId(), organization, command.cancelledBy(), clock.instant()));
    }
    return true;
  }

  private void publish(long sequence, ReplayEvent event) {
    events.publish(
        new GenericDomainEventMessage<>(TYPE, event.replayId().stream(), sequence, event));
  }

  private List<ReplayEvent> history(String stream) {
    return events
        .readEvents(stream)
        .asStream()
        .map(message -> (ReplayEvent) message.getPayload())
        .toList();
  }

  /** An organization's history begins with its registration; a snapshot would not tell when. */
  private @Nullable Instant firstEventOf(OrganizationId organization) {
    var stream = events.readEvents(organization.stream(), 0);
    return stream.hasNext() ? ((LedgerEvent) stream.next().getPayload()).occurredAt() : null;
  }
}
