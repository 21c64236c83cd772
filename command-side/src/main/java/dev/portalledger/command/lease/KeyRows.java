package dev.portalledger.command.lease;

import dev.portalledger.command.web.IdempotencyKey;
import dev.portalledger.events.lease.LeaseId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL of {@code command.lease_key}. Written in the lease's own transaction: a key is used
 * exactly if its lease was recorded.
 */
@Component
class KeyRows {

  private final JdbcClient db;

  KeyRows(JdbcClient db) {
    this.db = db;
  }

  record Use(IdempotencyKey key, LeaseId lease) {}

  record Earlier(String fingerprint, LeaseId lease) {}

  /** Those whose key was not used before. In one order everywhere, so that nobody deadlocks. */
  Set<LeaseId> use(List<Use> uses) {
    if (uses.isEmpty()) {
      return Set.of();
    }
    var ordered = uses.stream().sorted(Comparator.comparing(use -> use.key().scope())).toList();
    return db
        .sql(
            """
            insert into command.lease_key (scope, fingerprint, lease_id, expires_at)
            select scope, fingerprint, lease, clock_timestamp() + interval '24 hours'
              from unnest(:scopes, :fingerprints, :leases) as use (scope, fingerprint, lease)
            on conflict (scope) do nothing
            returning lease_id
            """)
        .param("scopes", ordered.stream().map(use -> use.key().scope()).toArray(String[]::new))
        .param(
            "fingerprints",
            ordered.stream().map(use -> use.key().fingerprint()).toArray(String[]::new))
        .param("leases", ordered.stream().map(use -> use.lease().value()).toArray(String[]::new))
        .query(String.class)
        .list()
        .stream()
        .map(LeaseId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  Earlier earlier(IdempotencyKey key) {
    return db.sql("select fingerprint, lease_id from command.lease_key where scope = :scope")
        .param("scope", key.scope())
        .query(
            (row, _) ->
                new Earlier(row.getString("fingerprint"), new LeaseId(row.getString("lease_id"))))
        .single();
  }

  void forgetExpired() {
    db.sql("delete from command.lease_key where expires_at < clock_timestamp()").update();
  }
}
