package dev.portalledger.command.revocation;

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

/** The rows of {@link Revocation}. */
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
              (credential_id, organization_id, portal_id, generation, reason)
            values (:credential, :organization, :portal, :generation, :reason)
            """)
        .param("credential", revocation.credential().value())
        .param("organization", revocation.organization().value())
        .param("portal", ended == null ? null : ended.portal().value(), Types.BIGINT)
        .param("generation", ended == null ? null : ended.generation(), Types.INTEGER)
        .param("reason", name(revocation.reason()))
        .update();
  }

  /** Those whose time has come: at once, then after growing pauses of up to an hour. */
  List<Revocation> due(int limit) {
    return db.sql(
            """
            select * from command.revocation
             where status = 'PENDING' and next_at <= clock_timestamp()
             order by next_at limit :limit
            """)
        .param("limit", limit)
        .query((row, _) -> revocation(row))
        .list();
  }

  void finished(CredentialId credential, String status) {
    db.sql(
            """
            update command.revocation
               set status = :status, finished_at = clock_timestamp(), attempts = attempts + 1,
                   last_failure = null
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
               set attempts = attempts + 1, last_failure = :failure,
                   next_at = clock_timestamp() + (0.5 + random() / 2)
                     * least(make_interval(secs => power(2, least(attempts, 20))),
                             make_interval(secs => :longest))
             where credential_id = :credential
            """)
        .param("failure", failure)
        .param("longest", longestPause.toSeconds())
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
        reason(row));
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
