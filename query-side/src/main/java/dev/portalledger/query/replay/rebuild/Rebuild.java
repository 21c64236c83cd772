package dev.portalledger.query.replay.rebuild;

import dev.portalledger.query.projections.TablesBeside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A read model that is read anew, and how far that has come.
 *
 * @param position the last event read
 * @param head the last event there was when it looked
 * @param parked streams with an event that could not be taken
 * @param comparedAt the position up to which a check compared
 * @param differing rows a check found different
 */
record Rebuild(
    int number,
    String projection,
    Kind kind,
    String state,
    Phase phase,
    Instant requestedAt,
    long position,
    @Nullable Long head,
    @Nullable Long eventsPerSecond,
    @Nullable Long secondsLeft,
    int parked,
    @Nullable Long comparedAt,
    @Nullable Long differing,
    @Nullable String failure,
    @Nullable Instant endedAt) {

  static Rebuild read(ResultSet row) throws SQLException {
    long position = row.getLong("position");
    long workingMs = row.getLong("working_ms");
    var head = row.getObject("head", Long.class);
    var rate = workingMs == 0 ? null : (Long) (position * 1000 / workingMs);
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    var phase = Phase.valueOf(row.getString("phase"));
    return new Rebuild(
        row.getInt("number"),
        row.getString("read_model"),
        Kind.valueOf(row.getString("kind")),
        row.getString("state"),
        phase,
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        position,
        head,
        rate,
        phase == Phase.READING && head != null && rate != null && rate > 0
            ? (Long) (Math.max(0, head - position) / rate)
            : null,
        row.getInt("parked"),
        row.getObject("compared_at", Long.class),
        row.getObject("differing", Long.class),
        row.getString("failure"),
        ended == null ? null : ended.toInstant());
  }

  boolean isOpen() {
    return state.equals("QUEUED") || state.equals("RUNNING");
  }

  TablesBeside tables(JdbcClient db) {
    return new TablesBeside(db, "b" + number);
  }
}
