package dev.portalledger.command.revocation;

import dev.portalledger.command.revocation.Revocation.Progress;
import dev.portalledger.command.revocation.Revocation.Reason;
import dev.portalledger.command.vault.CredentialId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@link Revocation}. All times are the database's. */
@Component
class RevocationRows {

  private final JdbcClient db;

  RevocationRows(JdbcClient db) {
    this.db = db;
  }

  void insert(Revocation revocation) {
    var ended = revocation.reason() instanceof Reason.Ended e ? e : null;
    db.sql(
            """
            insert into command.revocation
              (credential_id, organization_id, portal_id, generation, reason, stage)
            values (:credential, :organization, :portal, :generation, :reason, :stage)
            """)
        .param("credential", revocation.credential().value())
        .param("organization", revocation.organization().value())
        .param("portal", ended == null ? null : ended.portal().value(), Types.BIGINT)
        .param("generation", ended == null ? null : ended.generation(), Types.INTEGER)
        .param("reason", name(revocation.reason()))
        .param("stage", revocation.progress().stage().name())
        .update();
  }

  /**
   * Those whose time has come: at once, then after growing pauses. A connection's older generation
   * comes first: until HubSpot has let go of it, the younger one waits.
   */
  List<Revocation> due(int limit) {
    return db.sql(
            """
            select *, extract(epoch from clock_timestamp() - stage_since) as in_stage,
                   extract(epoch from clock_timestamp() - created_at) as age
              from command.revocation due
             where status = 'PENDING' and next_at <= clock_timestamp()
               and not exists (
                 select from command.revocation older
                  where older.portal_id = due.portal_id and older.status = 'PENDING'
                    and older.stage <> 'PROBE' and older.organization_id = due.organization_id
                    and older.generation < due.generation)
             order by next_at limit :limit
            """)
        .param("limit", limit)
        .query((row, _) -> revocation(row))
        .list();
  }

  /** HubSpot answered; it is asked for the next thing after a pause. */
  void enter(CredentialId credential, Stage next, Duration pause) {
    db.sql(
            """
            update command.revocation
               set attempts = attempts + (stage = 'REVOKE')::integer, tries = 0, stage = :next,
                   stage_since = clock_timestamp(), last_failure = null,
                   next_at = clock_timestamp() + make_interval(secs => :pause)
             where credential_id = :credential
            """)
        .param("next", next.name())
        .param("pause", pause.toMillis() / 1000.0)
        .param("credential", credential.value())
        .update();
  }

  void finished(CredentialId credential, String status) {
    db.sql(
            """
            update command.revocation
               set status = :status, finished_at = clock_timestamp(),
                   attempts = attempts + (stage = 'REVOKE')::integer, last_failure = null
             where credential_id = :credential
            """)
        .param("status", status)
        .param("credential", credential.value())
        .update();
  }

  /** Seen by operators: how often it was tried and what class of failure the last one was. */
  void failed(CredentialId credential, String failure, Duration longestPause) {
    db.sql(
            """
            update command.revocation
               set attempts = attempts + (stage = 'REVOKE')::integer, tries = tries + 1,
                   last_failure = :failure,
                   next_at = clock_timestamp() + (0.5 + random() / 2)
                     * least(make_interval(secs => power(2, least(tries, 20))),
                             make_interval(secs => :longest))
             where credential_id = :credential
            """)
        .param("failure", failure)
        .param("longest", longestPause.toSeconds())
        .param("credential", credential.value())
        .update();
  }

  /** HubSpot may have been told to remove the app. */
  void calledToUninstall(CredentialId credential) {
    db.sql(
            """
            update command.revocation set uninstall_calls = uninstall_calls + 1
             where credential_id = :credential
            """)
        .param("credential", credential.value())
        .update();
  }

  private static String name(Reason reason) {
    return switch (reason) {
      case Reason.Ended _ -> "ENDED";
      case Reason.Superseded _ -> "SUPERSEDED";
      case Reason.NotTaken _ -> "NOT_TAKEN";
    };
  }

  private static Revocation revocation(ResultSet row) throws SQLException {
    return new Revocation(
        new CredentialId(row.getObject("credential_id", UUID.class)),
        new OrganizationId(row.getString("organization_id")),
        reason(row),
        new Progress(
            Stage.valueOf(row.getString("stage")),
            Duration.ofSeconds(row.getLong("in_stage")),
            Duration.ofSeconds(row.getLong("age")),
            row.getInt("uninstall_calls")));
  }

  private static Reason reason(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return switch (reason) {
      case "ENDED" ->
          new Reason.Ended(new PortalId(row.getLong("portal_id")), row.getInt("generation"));
      case "SUPERSEDED" -> new Reason.Superseded();
      case "NOT_TAKEN" -> new Reason.NotTaken();
      default -> throw new IllegalStateException("revocation for unknown reason " + reason);
    };
  }
}
