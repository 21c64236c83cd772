package dev.portalledger.query.replay;

import dev.portalledger.query.projections.TablesBeside;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A replay as whoever works on it sees it.
 *
 * @param end the last position to read; null before it has begun
 * @param events how many there are up to there; null until all of them can be found
 */
record Job(
    String id,
    int number,
    String organization,
    @Nullable Instant asOf,
    @Nullable Long end,
    @Nullable Long events,
    long done) {

  static Job read(ResultSet row) throws SQLException {
    var asOf = row.getObject("as_of", OffsetDateTime.class);
    return new Job(
        row.getString("replay_id"),
        row.getInt("number"),
        row.getString("organization_id"),
        asOf == null ? null : asOf.toInstant(),
        row.getObject("end_position", Long.class),
        row.getObject("events", Long.class),
        row.getLong("done"));
  }

  TablesBeside tables(JdbcClient db) {
    return new TablesBeside(db, "r" + number);
  }

  boolean includes(Instant moment) {
    return asOf == null || !moment.isAfter(asOf);
  }
}
