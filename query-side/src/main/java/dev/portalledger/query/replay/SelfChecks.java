package dev.portalledger.query.replay;

import dev.portalledger.events.organization.OrganizationId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the latest self-checks found of one organization's rows. */
@Repository
class SelfChecks {

  /**
   * The latest check of a view.
   *
   * @param differing values of this organization that differ; of others it is not told
   */
  record SelfCheck(String view, long position, long differing, Instant at) {

    public String text() {
      return String.format(Locale.ROOT, "complete to position %,d, ", position)
          + (differing == 0 ? "equal to replay" : "%,d values differ".formatted(differing));
    }
  }

  private final JdbcClient db;

  SelfChecks(JdbcClient db) {
    this.db = db;
  }

  List<SelfCheck> latest(OrganizationId organization) {
    return db.sql(
            """
            select distinct on (read_model) read_model, compared_at, ended_at,
                   (select count(*) from replay.rebuild_difference as d
                     where d.number = rebuild.number and d.organization_id = :organization) as differing
              from replay.rebuild where kind = 'CHECK' and state = 'DONE'
             order by read_model, number desc
            """)
        .param("organization", organization.value())
        .query(
            (row, _) ->
                new SelfCheck(
                    row.getString("read_model"),
                    row.getLong("compared_at"),
                    row.getLong("differing"),
                    row.getObject("ended_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
