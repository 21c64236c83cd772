package dev.portalledger.command.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the journal has been read. */
@Component
class JournalRow {

  /**
   * A place in the journal.
   *
   * @param offset null: from the beginning
   * @param lapsed unread for so long that HubSpot may have thrown entries away
   * @param subscribed HubSpot was asked within the hour to write
   */
  record Place(@Nullable String offset, boolean lapsed, boolean subscribed) {}

  private final JdbcClient db;

  JournalRow(JdbcClient db) {
    this.db = db;
  }

  Place place(Duration retention) {
    return db.sql(
            """
            select journal_offset,
                   coalesce(read_at < clock_timestamp() - make_interval(secs => :retention), false) as lapsed,
                   coalesce(subscribed_at > clock_timestamp() - interval '1 hour', false) as subscribed
              from command.journal
            """)
        .param("retention", retention.toSeconds())
        .query(
            (row, _) ->
                new Place(
                    row.getString("journal_offset"),
                    row.getBoolean("lapsed"),
                    row.getBoolean("subscribed")))
        .single();
  }

  void subscribed() {
    db.sql("update command.journal set subscribed_at = clock_timestamp()").update();
  }

  void readUpTo(String offset) {
    db.sql("update command.journal set journal_offset = :offset, read_at = clock_timestamp()")
        .param("offset", offset)
        .update();
  }

  void nothingNew() {
    db.sql("update command.journal set read_at = clock_timestamp()").update();
  }

  void startAnew() {
    db.sql("update command.journal set journal_offset = null, read_at = clock_timestamp()")
        .update();
  }
}
