package dev.portalledger.command.erasure;

import dev.portalledger.command.gateway.Origin;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** A subject's stream in an organization's ledger, folded and written on. */
@Component
class ErasureStreams {

  private static final String TYPE = "Subject";

  private final EventStore events;

  ErasureStreams(EventStore events) {
    this.events = events;
  }

  ErasureState state(OrganizationId organization, SubjectId subject) {
    var state = ErasureState.untouched(organization);
    var stream = events.readEvents(subject.stream(organization));
    while (stream.hasNext()) {
      state = state.after((SubjectEvent) stream.next().getPayload());
    }
    return state;
  }

  /** Named after the event's own organization: one command may write to the ledgers of several. */
  ErasureState append(ErasureState state, SubjectEvent event, SubjectId actor) {
    events.publish(
        new GenericDomainEventMessage<>(
            TYPE,
            event.subjectId().stream(event.organizationId()),
            state.next(),
            event,
            Origin.of(event.organizationId(), actor)));
    return state.after(event);
  }
}
