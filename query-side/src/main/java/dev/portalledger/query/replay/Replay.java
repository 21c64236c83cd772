package dev.portalledger.query.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A replay, how far it has come and what it found.
 *
 * @param asOf up to which moment; null for all that was recorded when it began
 * @param ahead how many wait or run before it
 * @param endPosition the last position it reads, fixed when it begins
 * @param events how many events it has to read; null until that is known
 * @param done how many of them it has read
 * @param applied how many of those happened up to the moment asked for
 * @param secondsLeft at the rate so far
 * @param parked streams with an event that could not be taken
 * @param comparedAt the position up to which the live views were compared with it
 * @param differing rows in which the live views differ
 * @param accounts whether the replayed accounts are still kept
 */
record Replay(
    String replayId,
    @Nullable Instant asOf,
    String purpose,
    String requestedBy,
    Instant requestedAt,
    State state,
    int ahead,
    @Nullable Long endPosition,
    @Nullable Long events,
    long done,
    long applied,
    @Nullable Long eventsPerSecond,
    @Nullable Long secondsLeft,
    int parked,
    @Nullable Long comparedAt,
    @Nullable Long differing,
    @Nullable String failure,
    boolean accounts,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  static Replay read(ResultSet row) throws SQLException {
    var events = row.getObject("events", Long.class);
    long done = row.getLong("done");
    long workingMs = row.getLong("working_ms");
    var state = State.valueOf(row.getString("state"));
    Long rate = workingMs == 0 ? null : (Long) (done * 1000 / workingMs);
    return new Replay(
        row.getString("replay_id"),
        instant(row, "as_of"),
        row.getString("purpose"),
        row.getString("requested_by"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        state,
        state.isOver() ? 0 : row.getInt("ahead"),
        row.getObject("end_position", Long.class),
        events,
        done,
        row.getLong("applied"),
        rate,
        state == State.RUNNING ? left(events, done, rate) : null,
        row.getInt("parked"),
        row.getObject("compared_at", Long.class),
        row.getObject("differing", Long.class),
        row.getString("failure"),
        state == State.DONE && row.getBoolean("has_tables"),
        instant(row, "started_at"),
        instant(row, "ended_at"));
  }

  private static @Nullable Long left(@Nullable Long events, long done, @Nullable Long rate) {
    return events == null || rate == null || rate == 0 ? null : (Long) ((events - done) / rate);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
