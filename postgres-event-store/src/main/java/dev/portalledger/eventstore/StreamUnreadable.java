package dev.portalledger.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStoreException;

/**
 * A stream holds an event that says nothing here. An aggregate that passed over it would decide on
 * a wrong state, so nothing is decided about it.
 */
public abstract sealed class StreamUnreadable extends EventStoreException {

  private static final long serialVersionUID = 1L;

  private StreamUnreadable(String message) {
    super(message);
  }

  /** A newer version wrote it, and can read it. */
  public static final class ByThisVersion extends StreamUnreadable {

    private static final long serialVersionUID = 1L;

    public ByThisVersion(String stream, UnknownEvent event) {
      super(
          "%s has an event this version cannot read: %s. Nothing is decided about it here."
              .formatted(stream, event));
    }
  }

  /** Its body was dropped, and nobody reads it any more. */
  public static final class ForEver extends StreamUnreadable {

    private static final long serialVersionUID = 1L;

    public ForEver(String stream, DroppedEvent event) {
      super(
          "What %s says was dropped: %s. Nothing is decided about it any more."
              .formatted(stream, event));
    }
  }
}
