package dev.portalledger.query.replay;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.projections.Difference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads replays of one organization, never of another. */
@Repository
class Replays {

  /** A difference, where it stands among the others. */
  record Numbered(int number, Difference difference) {}

  /** An account as history gave it. */
  record Account(
      long portalId,
      @Nullable String hubDomain,
      String status,
      String cause,
      Instant since,
      int generation,
      List<String> scopes,
      String authorizer) {}

  private static final int MOST = 50;

  private static final String JOBS =
      """
      select job.*,
             (select count(*) from replay.parked where parked.replay_id = job.replay_id) as parked,
             (select count(*) from replay.job as other where other.state in ('QUEUED', 'RUNNING')
                 and (other.requested_at, other.replay_id) < (job.requested_at, job.replay_id)) as ahead
        from replay.job where organization_id = :organization
      """;

  private final JdbcClient db;

  Replays(JdbcClient db) {
    this.db = db;
  }

  /** The latest fifty, latest first. */
  List<Replay> latest(OrganizationId organization) {
    return db.sql(JOBS + " order by requested_at desc, replay_id limit :most")
        .param("organization", organization.value())
        .param("most", MOST)
        .query((row, _) -> Replay.read(row))
        .list();
  }

  Optional<Replay> find(OrganizationId organization, String id) {
    return db.sql(JOBS + " and replay_id = :id")
        .param("organization", organization.value())
        .param("id", id)
        .query((row, _) -> Replay.read(row))
        .optional();
  }

  /** At most so many behind the given number. */
  List<Numbered> differences(OrganizationId organization, String id, int after, int limit) {
    return db.sql(
            """
            select difference.* from replay.difference join replay.job using (replay_id)
             where organization_id = :organization and replay_id = :id and difference.number > :after
             order by difference.number limit :limit
            """)
        .param("organization", organization.value())
        .param("id", id)
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> difference(row))
        .list();
  }

  /**
   * At most so many of the accounts it ended with, behind a portal's number. Empty if none are
   * kept.
   */
  List<Account> accounts(OrganizationId organization, String id, long after, int limit) {
    var tables =
        db.sql(
                """
                select 'r' || number from replay.job
                 where organization_id = :organization and replay_id = :id and state = 'DONE' and has_tables
                """)
            .param("organization", organization.value())
            .param("id", id)
            .query(String.class)
            .optional();
    return tables.map(prefix -> accounts(prefix, after, limit)).orElse(List.of());
  }

  private List<Account> accounts(String prefix, long after, int limit) {
    return db.sql(
            """
            select * from replay.%s_client_accounts where portal_id > :after
             order by portal_id limit :limit
            """
                .formatted(prefix))
        .param("after", after)
        .param("limit", limit)
        .query((row, _) -> account(row))
        .list();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("portal_id"),
        row.getString("hub_domain"),
        row.getString("status"),
        row.getString("cause"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getInt("generation"),
        List.of((String[]) row.getArray("scopes").getArray()),
        row.getString("authorizer"));
  }

  private static Numbered difference(ResultSet row) throws SQLException {
    return new Numbered(
        row.getInt("number"),
        new Difference(
            row.getString("table_name"),
            null,
            row.getObject("portal_id", Long.class),
            row.getString("row_key"),
            row.getString("column_name"),
            row.getString("replayed"),
            row.getString("live")));
  }
}
