package dev.portalledger.command.campaign;

import dev.portalledger.events.campaign.ReconnectRequested;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Records campaigns. A campaign is written once and whole; its stream has one event per portal. */
@Component
class CampaignCommands {

  private static final String TYPE = "Campaign";

  private final EventStore events;
  private final Clock clock;

  CampaignCommands(EventStore events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  @CommandHandler
  boolean handle(RequestReconnects command) {
    var stream = command.campaignId().stream();
    if (events.readEvents(stream).hasNext()) {
      return false;
    }
    var now = clock.instant();
    long sequence = 0;
    for (var portal : command.portals()) {
      var event =
          new ReconnectRequested(
              command.campaignId(), command.organizationId(), portal, command.requestedBy(), now);
      events.publish(new GenericDomainEventMessage<>(TYPE, stream, sequence, event));
      sequence++;
    }
    return true;
  }
}
