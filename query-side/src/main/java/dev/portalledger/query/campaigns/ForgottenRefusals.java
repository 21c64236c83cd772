package dev.portalledger.query.campaigns;

import dev.portalledger.events.retention.LeafRun;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes out refusals of attempts whose bodies were dropped, and portals of which nothing is left.
 */
final class ForgottenRefusals implements Rows<RetentionApplied> {

  private final JdbcClient db;

  ForgottenRefusals(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(RetentionApplied applied) {
    return applied.retentionId();
  }

  @Override
  public void write(List<RetentionApplied> changes) {
    changes.forEach(this::takeOut);
  }

  private void takeOut(RetentionApplied applied) {
    var runs = new Columns<>(applied.leaves());
    db.sql(
            """
            update query.campaign_outcomes set refused_at = null, refused_attempt = null
             where organization_id = :organization and refused_attempt in (
                   select substr(e.aggregate_identifier, 9)
                     from unnest(:firsts, :lasts) as run (first, last)
                     join sealing.leaf as leaf
                       on leaf.organization = :organization and leaf.index between run.first and run.last
                     join events.event_position as place on place.position = leaf.position
                     join events.event as e on e.txid = place.txid and e.global_index = place.global_index
                    where starts_with(e.aggregate_identifier, 'attempt-'))
            """)
        .param("organization", applied.organizationId().value())
        .param("firsts", runs.numbers(LeafRun::first))
        .param("lasts", runs.numbers(LeafRun::last))
        .update();
    db.sql(
            """
            delete from query.campaign_outcomes
             where organization_id = :organization and reconnected_at is null and refused_at is null
            """)
        .param("organization", applied.organizationId().value())
        .update();
  }
}
