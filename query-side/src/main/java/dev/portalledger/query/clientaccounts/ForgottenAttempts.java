package dev.portalledger.query.clientaccounts;

import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.query.projections.DroppedAttempts;
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
    db.sql("delete from query.asked_scopes where attempt_id in (" + DroppedAttempts.IDS + ")")
        .params(DroppedAttempts.params(applied))
        .update();
  }
}
