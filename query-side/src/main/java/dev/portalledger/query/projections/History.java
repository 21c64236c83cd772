package dev.portalledger.query.projections;

import dev.portalledger.events.LedgerEvent;
import dev.portalledger.eventstore.PositionedEvents;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recorded events for a reader with a cursor of its own. One organization's are found where they
 * were sealed, so that a small one is not looked for among all; what is handed out is the recorded
 * event itself.
 */
public final class History {

  private final PositionedEvents events;
  private final JdbcClient db;

  History(PositionedEvents events, JdbcClient db) {
    this.events = events;
    this.db = db;
  }

  /** An event is known to have been recorded and is not in the database any more. */
  public static final class EventsMissing extends RuntimeException {
    EventsMissing(String message) {
      super(message);
    }
  }

  /** The position of the last event. */
  public long head() {
    return events.last();
  }

  /** Up to which position an organization's events can be found. */
  public long sealedUpTo() {
    return db.sql("select position from sealing.sealer").query(Long.class).single();
  }

  /** How many events of the organization there are up to a position. */
  public long countOf(String organization, long upTo) {
    return db.sql(
            """
            select coalesce((select index + 1 from sealing.leaf
                              where organization = :organization and position <= :position
                              order by index desc limit 1), 0)
            """)
        .param("organization", organization)
        .param("position", upTo)
        .query(Long.class)
        .single();
  }

  /** At most so many events of the organization, in order, behind the first {@code index}. */
  public List<TrackedEventMessage<?>> of(String organization, long index, int limit) {
    var places =
        db.sql(
                """
                select position from sealing.leaf
                 where organization = :organization and index >= :index order by index limit :limit
                """)
            .param("organization", organization)
            .param("index", index)
            .param("limit", limit)
            .query(Long.class)
            .list();
    var found = events.at(places);
    if (found.size() < places.size()) {
      throw new EventsMissing(
          "%d of %d events are missing".formatted(places.size() - found.size(), places.size()));
    }
    return found;
  }

  /** At most so many events of all organizations behind a position, in order. */
  public List<TrackedEventMessage<?>> after(long position, int limit) {
    return events.after(position, limit);
  }

  /** When it came to pass, as pages show it. */
  public static Instant momentOf(EventMessage<?> event) {
    return event.getPayload() instanceof LedgerEvent told
        ? told.occurredAt()
        : event.getTimestamp();
  }
}
