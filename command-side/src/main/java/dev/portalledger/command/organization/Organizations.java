package dev.portalledger.command.organization;

import dev.portalledger.command.organization.OrganizationState.NotRegistered;
import dev.portalledger.command.organization.OrganizationState.Registered;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** What an organization's own events say, read without changing anything. */
@Component
public class Organizations {

  private final EventStore events;

  Organizations(EventStore events) {
    this.events = events;
  }

  /** The features switched on; empty for an organization that was never registered. */
  public Optional<List<Feature>> features(OrganizationId organization) {
    return switch (state(organization)) {
      case NotRegistered() -> Optional.empty();
      case Registered registered -> Optional.of(registered.features());
    };
  }

  private OrganizationState state(OrganizationId organization) {
    return events
        .readEvents(organization.stream())
        .asStream()
        .<Object>map(message -> message.getPayload())
        .reduce(
            (OrganizationState) new NotRegistered(),
            OrganizationSnapshots::after,
            (_, later) -> later);
  }
}
