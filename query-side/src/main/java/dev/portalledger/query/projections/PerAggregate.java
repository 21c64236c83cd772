package dev.portalledger.query.projections;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/**
 * Events of one stream are handled in their order; streams do not wait for each other. A parked
 * event holds back the rest of its stream, and nothing else.
 */
enum PerAggregate implements SequencingPolicy<EventMessage<?>> {
  ORDER;

  @Override
  public Object getSequenceIdentifierFor(EventMessage<?> event) {
    return event instanceof DomainEventMessage<?> domainEvent
        ? domainEvent.getAggregateIdentifier()
        : event.getIdentifier();
  }
}
