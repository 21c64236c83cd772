package dev.portalledger.command.lease;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@code command.lease_pass}. */
@Component
class PassRows {

  private static final int MOST_RECORDED = 50;

  private final JdbcClient db;

  PassRows(JdbcClient db) {
    this.db = db;
  }

  record Issued(Pass pass, String tokenSha256) {}

  void insert(List<Issued> issued, Duration life) {
    if (issued.isEmpty()) {
      return;
    }
    db.sql(
            """
            insert into command.lease_pass
              (token_sha256, lease_id, organization_id, portal_id, generation, purpose, leased_to,
               expires_at)
            select token, lease, organization, portal, generation, purpose, leased_to,
                   clock_timestamp() + make_interval(secs => :life)
              from unnest(:tokens, :leases, :organizations, cast(:portals as bigint[]),
                          cast(:generations as integer[]), :purposes, :holders)
                as pass (token, lease, organization, portal, generation, purpose, leased_to)
            """)
        .param("life", life.toSeconds())
        .param("tokens", texts(issued, Issued::tokenSha256))
        .param("leases", texts(issued, one -> one.pass().lease().value()))
        .param("organizations", texts(issued, one -> one.pass().organization().value()))
        .param(
            "portals", issued.stream().map(one -> one.pass().portal().value()).toArray(Long[]::new))
        .param(
            "generations",
            issued.stream().map(one -> one.pass().generation()).toArray(Integer[]::new))
        .param("purposes", texts(issued, one -> one.pass().purpose().name()))
        .param("holders", texts(issued, one -> one.pass().leasedTo().value()))
        .update();
  }

  /** Empty for a token that is not ours, or whose time is over. */
  Optional<Pass> find(String tokenSha256, PortalId portal) {
    return db.sql(
            """
            select * from command.lease_pass
             where token_sha256 = :token and portal_id = :portal and expires_at > clock_timestamp()
            """)
        .param("token", tokenSha256)
        .param("portal", portal.value())
        .query((row, _) -> pass(row))
        .optional();
  }

  /** The number of what is refused for the first time; empty if it is not, or if it is too much. */
  OptionalInt refusedFirst(LeaseId lease, String what) {
    return db.sql(
            """
            update command.lease_pass set refused = array_append(refused, :what)
             where lease_id = :lease and not :what = any(refused) and cardinality(refused) < :most
            returning cardinality(refused)
            """)
        .param("what", what)
        .param("lease", lease.value())
        .param("most", MOST_RECORDED)
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  void forgetExpired() {
    db.sql("delete from command.lease_pass where expires_at < clock_timestamp()").update();
  }

  private static <T> String[] texts(List<T> all, Function<T, String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }

  private static Pass pass(ResultSet row) throws SQLException {
    return new Pass(
        new LeaseId(row.getString("lease_id")),
        new OrganizationId(row.getString("organization_id")),
        new PortalId(row.getLong("portal_id")),
        row.getInt("generation"),
        Purpose.valueOf(row.getString("purpose")),
        new SubjectId(row.getString("leased_to")));
  }
}
