package dev.portalledger.query;

import java.util.Map;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Gives a projection events the way a processor does. */
public final class Handling {

  private final AnnotationEventHandlerAdapter projection;

  public Handling(Object projection) {
    this.projection = new AnnotationEventHandlerAdapter(projection);
  }

  /** The event's id is that of stream and version, as a replay would bring it. */
  public void publish(String stream, long version, Object event) {
    publish(stream, version, event, Map.of("actor", "subject-operator"));
  }

  public void publish(String stream, long version, Object event, Map<String, ?> metaData) {
    try {
      projection.handle(
          new GenericDomainEventMessage<>(
              "type",
              stream,
              version,
              event,
              metaData,
              stream + "-" + version,
              java.time.Instant.EPOCH));
    } catch (Exception e) {
      throw new AssertionError("the projection failed", e);
    }
  }

  public void reset() {
    projection.prepareReset((Object) null);
  }
}
