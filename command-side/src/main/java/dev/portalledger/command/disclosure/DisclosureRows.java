package dev.portalledger.command.disclosure;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.disclosure.DisclosureId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@code disclosure.disclosure}. */
@Component
final class DisclosureRows {

  private static final int AT_ONCE = 100;

  /** An export that gives no sign of life for so long has lost its server. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  /** Rows of what has long been an event are of no use any more. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final JdbcClient db;

  DisclosureRows(JdbcClient db) {
    this.db = db;
  }

  /** The oldest that may be recorded, held still; others that record pass them over. */
  List<Noted> due() {
    return db.sql(
            """
            select * from disclosure.disclosure
             where recorded_at is null
               and (not export or whole is not null
                    or seen_at < clock_timestamp() - make_interval(secs => :silence))
             order by began_at limit :rows for update skip locked
            """)
        .param("silence", SILENCE.toSeconds())
        .param("rows", AT_ONCE)
        .query((row, _) -> noted(row))
        .list();
  }

  /** All that wait, whether they may be recorded or not, held still. */
  List<Noted> waiting() {
    return db.sql("select * from disclosure.disclosure where recorded_at is null for update")
        .query((row, _) -> noted(row))
        .list();
  }

  void keepReader(DisclosureId id, byte[] reader) {
    db.sql("update disclosure.disclosure set reader_ct = :reader where disclosure_id = :id")
        .param("reader", reader)
        .param("id", id.value())
        .update();
  }

  private static Noted noted(ResultSet row) throws SQLException {
    var portal = row.getObject("portal_id", Long.class);
    return new Noted(
        new DisclosureId(row.getString("disclosure_id")),
        new OrganizationId(row.getString("organization_id")),
        row.getBytes("reader_ct"),
        Disclosed.valueOf(row.getString("what")),
        portal == null ? null : new PortalId(portal),
        row.getString("question"),
        row.getBoolean("export"),
        row.getLong("records"),
        row.getBoolean("whole"),
        row.getObject("began_at", OffsetDateTime.class).toInstant());
  }

  void recorded(DisclosureId id) {
    db.sql(
            """
            update disclosure.disclosure set recorded_at = clock_timestamp(), reader_ct = null
             where disclosure_id = :id
            """)
        .param("id", id.value())
        .update();
  }

  void forgetRecorded() {
    db.sql(
            """
            delete from disclosure.disclosure
             where recorded_at < clock_timestamp() - make_interval(secs => :kept)
            """)
        .param("kept", KEPT.toSeconds())
        .update();
  }
}
