package dev.portalledger.query.clientaccounts;

import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what attempts asked for. It never changes, so what is there already stays. */
final class AskedScopeRows implements Rows<AskedScopes> {

  private final JdbcClient db;

  AskedScopeRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(AskedScopes asked) {
    return asked.attempt();
  }

  @Override
  public void write(List<AskedScopes> changes) {
    var all = new Columns<>(changes);
    db.sql(
            """
            insert into query.asked_scopes (attempt_id, scopes)
            select attempt, cast(scopes as text[])
              from unnest(:attempts, :scopes) as asked (attempt, scopes)
            on conflict do nothing
            """)
        .param("attempts", all.texts(AskedScopes::attempt))
        .param("scopes", all.lists(AskedScopes::scopes))
        .update();
  }

  void truncate() {
    db.sql("truncate query.asked_scopes").update();
  }
}
