package dev.portalledger.query.campaigns;

import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.query.projections.DroppedAttempts;
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
    db.sql(
            """
            update query.campaign_outcomes set refused_at = null, refused_attempt = null
             where organization_id = :organization and refused_attempt in (%s)
            """
                .formatted(DroppedAttempts.IDS))
        .params(DroppedAttempts.params(applied))
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
