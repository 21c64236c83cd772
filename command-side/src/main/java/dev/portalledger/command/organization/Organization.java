package dev.portalledger.command.organization;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.portalledger.events.organization.OrganizationEvent;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Axon's view of an organization. It holds no rules: see {@link OrganizationRules}. */
@Aggregate(type = "Organization", snapshotTriggerDefinition = OrganizationSnapshots.NAME)
class Organization {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable String stream;

  private OrganizationState state = new OrganizationState.NotRegistered();

  OrganizationState state() {
    return state;
  }

  void record(List<? extends OrganizationEvent> events) {
    events.forEach(event -> apply(event));
  }

  @EventSourcingHandler
  void on(OrganizationEvent event) {
    stream = event.organizationId().stream();
    state = OrganizationState.after(state, event);
  }

  @EventSourcingHandler
  void on(OrganizationState.Registered remembered) {
    stream = remembered.organizationId().stream();
    state = remembered;
  }
}
