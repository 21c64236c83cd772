package dev.portalledger.eventstore;

import java.util.Collection;
import java.util.List;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * Recorded events by their positions, in today's form, for readers that keep a cursor of their own.
 * Reading them claims nothing and wakes nobody.
 */
public final class PositionedEvents {

  private final EventRows rows;
  private final Positions positions;
  private final Serializer serializer;
  private final EventUpcaster upcasters;

  PositionedEvents(
      EventRows rows, Positions positions, Serializer serializer, EventUpcaster upcasters) {
    this.rows = rows;
    this.positions = positions;
    this.serializer = serializer;
    this.upcasters = upcasters;
  }

  /** The last position given; 0 before the first. */
  public long last() {
    return positions.last();
  }

  /** At most so many behind a position, in order. */
  public List<TrackedEventMessage<?>> after(long position, int limit) {
    return messages(rows.after(position, limit));
  }

  /** Those at the positions, in order. One that is missing in the database is left out. */
  public List<TrackedEventMessage<?>> at(Collection<Long> places) {
    return messages(rows.at(places));
  }

  public static long positionOf(TrackedEventMessage<?> event) {
    return event.trackingToken().position().orElseThrow();
  }

  private List<TrackedEventMessage<?>> messages(List<StoredEvent.Positioned> stored) {
    return EventUtils.upcastAndDeserializeTrackedEvents(stored.stream(), serializer, upcasters)
        .toList();
  }
}
