package dev.portalledger.query.projections;

import dev.portalledger.eventstore.UnknownEvent;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.jspecify.annotations.Nullable;

/**
 * Refuses events of a type that this version does not know. Axon passes over what no handler of a
 * group takes; a projection must not lack an event without anybody noticing.
 */
final class UnknownEvents implements EventMessageHandler {

  private final String group;

  UnknownEvents(String group) {
    this.group = group;
  }

  String group() {
    return group;
  }

  @Override
  public boolean canHandle(EventMessage<?> event) {
    return canHandleType(event.getPayloadType());
  }

  @Override
  public boolean canHandleType(Class<?> type) {
    return UnknownEvent.class.equals(type);
  }

  @Override
  public @Nullable Object handle(EventMessage<?> event) {
    // Parked events are given to every handler of the group.
    if (event.getPayload() instanceof UnknownEvent unknown) {
      throw new UnknownType(group + " knows no events of type " + unknown.typeName());
    }
    return null;
  }

  /** Its name is what stands in the letter. */
  static final class UnknownType extends RuntimeException {
    UnknownType(String message) {
      super(message);
    }
  }
}
