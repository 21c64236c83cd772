package dev.portalledger.command.authorization;

import dev.portalledger.command.authorization.Attempt.Phase;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of attempts. All times are the database's, so that no node's clock decides. */
@Component
class Attempts {

  private final JdbcClient db;

  Attempts(JdbcClient db) {
    this.db = db;
  }

  /** Returns when the attempt expires. */
  Instant insert(StartAuthorization start, Duration lifetime) {
    var expected = start.expectedPortal();
    var invited = start.invited();
    return db.sql(
            """
            insert into command.attempt (attempt_id, organization_id, initiator, expected_portal,
              state_sha256, browser_sha256, verifier_ct, required_scopes, optional_scopes, invitation_id,
              expires_at)
            values (:attempt, :organization, :initiator, :expected, :state, :browser, :verifier,
              :required, :optional, :invitation, clock_timestamp() + make_interval(secs => :seconds))
            returning expires_at
            """)
        .param("attempt", start.attemptId().value())
        .param("organization", start.organizationId().value())
        .param("initiator", start.initiator().value())
        .param("expected", expected == null ? null : expected.value(), java.sql.Types.BIGINT)
        .param("state", start.bindings().stateHash())
        .param("browser", start.bindings().browserHash())
        .param("verifier", start.bindings().sealedVerifier())
        .param("required", start.scopes().required().toArray(String[]::new))
        .param("optional", start.scopes().optional().toArray(String[]::new))
        .param("invitation", invited == null ? null : invited.invitation().value())
        .param("seconds", lifetime.toMillis() / 1000.0)
        .query((row, _) -> instant(row, "expires_at"))
        .single();
  }

  /** Of a member's own; an invitation's are its own. */
  int openOf(SubjectId initiator) {
    return db.sql(
            """
            select count(*) from command.attempt
             where initiator = :initiator and invitation_id is null and phase = 'OPEN' and expires_at > clock_timestamp()
            """)
        .param("initiator", initiator.value())
        .query(Integer.class)
        .single();
  }

  int openOf(InvitationId invitation) {
    return db.sql(
            """
            select count(*) from command.attempt
             where invitation_id = :invitation and phase = 'OPEN' and expires_at > clock_timestamp()
            """)
        .param("invitation", invitation.value())
        .query(Integer.class)
        .single();
  }

  /** The attempt with this state, if its browser is the one with this secret. */
  Optional<Found> find(byte[] stateHash) {
    return db.sql("select * from command.attempt where state_sha256 = :state")
        .param("state", stateHash)
        .query(
            (row, _) ->
                new Found(
                    attempt(row), row.getBytes("browser_sha256"), row.getBytes("verifier_ct")))
        .optional();
  }

  /** What only the callback needs of an attempt. */
  @SuppressWarnings("ArrayRecordComponent") // read from a row, never compared
  record Found(Attempt attempt, byte[] browserHash, byte[] sealedVerifier) {}

  /** Takes the attempt for this one answer; false when it was taken, closed or is too old. */
  boolean consume(AttemptId attempt) {
    return db.sql(
                """
                update command.attempt set phase = 'CONSUMED', consumed_at = clock_timestamp()
                 where attempt_id = :attempt and phase = 'OPEN' and expires_at > clock_timestamp()
                """)
            .param("attempt", attempt.value())
            .update()
        == 1;
  }

  /** Gives the attempt its one outcome; false when it has one. */
  boolean close(AttemptId attempt, @Nullable PortalId portal, @Nullable Long version) {
    return db.sql(
                """
                update command.attempt
                   set phase = 'CLOSED', closed_at = clock_timestamp(),
                       portal_id = :portal, version = :version
                 where attempt_id = :attempt and phase <> 'CLOSED'
                """)
            .param("attempt", attempt.value())
            .param("portal", portal == null ? null : portal.value(), java.sql.Types.BIGINT)
            .param("version", version, java.sql.Types.BIGINT)
            .update()
        == 1;
  }

  /** Never came back in time. */
  List<Attempt> abandoned() {
    return unfinished("phase = 'OPEN' and expires_at <= clock_timestamp()", Duration.ZERO);
  }

  /** Came back, but whoever worked on them is gone. */
  List<Attempt> interrupted(Duration after) {
    return unfinished(
        "phase = 'CONSUMED' and consumed_at <= clock_timestamp() - make_interval(secs => :seconds)",
        after);
  }

  private List<Attempt> unfinished(String which, Duration after) {
    return db.sql("select * from command.attempt where " + which + " order by expires_at limit 500")
        .param("seconds", after.toMillis() / 1000.0)
        .query((row, _) -> attempt(row))
        .list();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        new AttemptId(row.getString("attempt_id")),
        new OrganizationId(row.getString("organization_id")),
        new SubjectId(row.getString("initiator")),
        invitation(row),
        portal(row, "expected_portal"),
        strings(row.getArray("required_scopes")),
        phase(row));
  }

  private static Phase phase(ResultSet row) throws SQLException {
    String phase = row.getString("phase");
    return switch (phase) {
      case "OPEN" -> new Phase.Open();
      case "CONSUMED" -> new Phase.Consumed();
      case "CLOSED" ->
          new Phase.Closed(portal(row, "portal_id"), row.getObject("version", Long.class));
      default -> throw new IllegalStateException("attempt in unknown phase " + phase);
    };
  }

  private static @Nullable InvitationId invitation(ResultSet row) throws SQLException {
    var id = row.getString("invitation_id");
    return id == null ? null : new InvitationId(id);
  }

  private static @Nullable PortalId portal(ResultSet row, String column) throws SQLException {
    Long value = row.getObject(column, Long.class);
    return value == null ? null : new PortalId(value);
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
