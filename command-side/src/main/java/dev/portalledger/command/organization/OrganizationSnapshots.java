package dev.portalledger.command.organization;

import dev.portalledger.command.organization.OrganizationState.NotRegistered;
import dev.portalledger.command.organization.OrganizationState.Registered;
import dev.portalledger.events.organization.OrganizationEvent;
import dev.portalledger.eventstore.EventTypes;
import dev.portalledger.eventstore.EventTypes.EventType;
import dev.portalledger.eventstore.Snapshots;
import java.util.List;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An agency's stream grows with every portal it ever connected; loading it must not. */
@Configuration(proxyBeanMethods = false)
class OrganizationSnapshots {

  static final String NAME = "organizationSnapshotTrigger";

  private static final int EVENTS_BETWEEN = 200;

  @Bean(NAME)
  SnapshotTriggerDefinition trigger(ObjectProvider<Snapshots> snapshots) {
    var postgres = snapshots.getIfAvailable();
    return postgres == null
        ? NoSnapshotTriggerDefinition.INSTANCE
        : postgres.folding(
            OrganizationState.class,
            new NotRegistered(),
            OrganizationSnapshots::after,
            EVENTS_BETWEEN);
  }

  /** A stream may begin with what its older events add up to. */
  static OrganizationState after(OrganizationState before, Object payload) {
    return payload instanceof OrganizationState remembered
        ? remembered
        : OrganizationState.after(before, (OrganizationEvent) payload);
  }

  /** Change the revision with the form: states stored in another one are passed over. */
  @Bean
  EventTypes organizationStateType() {
    return EventTypes.of(List.of(new EventType("organization.state", "1", Registered.class)));
  }
}
