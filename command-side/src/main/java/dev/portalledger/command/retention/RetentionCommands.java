package dev.portalledger.command.retention;

import dev.portalledger.command.gateway.Origin;
import dev.portalledger.events.retention.RetentionApplied;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Drops, and records what was dropped, in one transaction. */
@Component
class RetentionCommands {

  private static final String TYPE = "Retention";

  private final Droppings droppings;
  private final EventStore events;
  private final Clock clock;

  RetentionCommands(Droppings droppings, EventStore events, Clock clock) {
    this.droppings = droppings;
    this.events = events;
    this.clock = clock;
  }

  @CommandHandler
  Dropping handle(ApplyRetention command) {
    var answer = droppings.drop(command.organizationId(), command.upTo(), command.bodies());
    if (answer instanceof Dropping.Dropped dropped && dropped.bodies() > 0) {
      record(command, dropped);
    }
    return answer;
  }

  private void record(ApplyRetention command, Dropping.Dropped dropped) {
    var event =
        new RetentionApplied(
            command.retentionId(),
            command.organizationId(),
            dropped.keep(),
            dropped.before(),
            dropped.upTo(),
            dropped.bodies(),
            dropped.leaves(),
            command.operator(),
            clock.instant());
    events.publish(
        new GenericDomainEventMessage<>(
            TYPE,
            event.retentionId().stream(),
            0,
            event,
            Origin.of(command.organizationId(), command.operator())));
  }
}
