package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.retention.LeafRun;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes out what attempts asked for whose bodies were dropped. */
final class ForgottenAttempts implements Rows<RetentionApplied> {

  private final JdbcClient db;

  ForgottenAttempts(JdbcClient db) {
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
            delete from query.asked_scopes
             where attempt_id in (
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
  }
}
