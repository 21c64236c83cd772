package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What {@code events.event_position} says of places and times. */
final class Positions {

  /** No node's clock is believed to be ahead of the database's by more than this. */
  private static final Duration LARGEST_CLOCK_ERROR = Duration.ofMinutes(10);

  private final JdbcTemplate db;

  Positions(JdbcTemplate db) {
    this.db = db;
  }

  /** The last position given, 0 before the first. */
  long last() {
    return requireNonNull(db.queryForObject("select position from events.sequencer", Long.class));
  }

  /** How many events are committed and wait for their position; for operators. */
  long waiting() {
    return requireNonNull(
        db.queryForObject(
            """
            select count(*) from events.event e, events.sequencer s
             where (e.txid, e.global_index) > (s.txid, s.global_index)
            """,
            Long.class));
  }

  /**
   * Events that are committed and have no position.
   *
   * @param seconds since the oldest of them happened; 0 if there is none
   */
  record Waiting(double events, double seconds) {
    static final Waiting UNKNOWN = new Waiting(Double.NaN, Double.NaN);
  }

  Waiting waitingNow() {
    return requireNonNull(
        db.queryForObject(
            """
            select count(*) as events,
                   coalesce(greatest(extract(epoch from clock_timestamp() - min(e.time_stamp)), 0), 0) as seconds
              from events.event e, events.sequencer s
             where (e.txid, e.global_index) > (s.txid, s.global_index)
            """,
            (row, _) -> new Waiting(row.getDouble("events"), row.getDouble("seconds"))));
  }

  /**
   * The position before the first event that is not older than the time; the last position if there
   * is none. Events are positioned after they happened and positions are given in the order of
   * time, so a search by halves finds where to begin to look.
   */
  long before(Instant time) {
    long last = last();
    long from = firstSequencedAt(time.minus(LARGEST_CLOCK_ERROR), last);
    Long first =
        db.queryForObject(
            """
            select min(place.position)
              from (select position from events.event_position p join events.event e using (txid, global_index)
                     where p.position >= ? and p.position <= ? and e.time_stamp >= ?
                     order by p.position limit 1) as place
            """,
            Long.class,
            from,
            last,
            time.atOffset(ZoneOffset.UTC));
    return first == null ? last : first - 1;
  }

  private long firstSequencedAt(Instant time, long last) {
    long low = 1;
    long high = last + 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (sequencedAt(middle).isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Instant sequencedAt(long position) {
    OffsetDateTime at = sequencedAtOrNull(position);
    return requireNonNull(at, () -> "position " + position + " is missing").toInstant();
  }

  private @Nullable OffsetDateTime sequencedAtOrNull(long position) {
    return db.queryForObject(
        "select sequenced_at from events.event_position where position = ?",
        OffsetDateTime.class,
        position);
  }
}
