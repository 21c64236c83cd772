package dev.portalledger.command.invitation;

import dev.portalledger.command.invitation.Invitation.Phase;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of invitations. All times are the database's, so that no node's clock decides. */
@Component
class InvitationRows {

  private final JdbcClient db;

  InvitationRows(JdbcClient db) {
    this.db = db;
  }

  /** Returns when the invitation expires. */
  Instant insert(IssueInvitation issue, Duration lifetime) {
    var expected = issue.expectedPortal();
    return db.sql(
            """
            insert into invitation.invitation (invitation_id, organization_id, secret_sha256, invited_by,
              purpose, expected_portal, required_scopes, optional_scopes, expires_at)
            values (:invitation, :organization, :secret, :member, :purpose, :expected,
              :required, :optional, clock_timestamp() + make_interval(secs => :seconds))
            returning expires_at
            """)
        .param("invitation", issue.invitationId().value())
        .param("organization", issue.organizationId().value())
        .param("secret", issue.secretHash())
        .param("member", issue.invitedBy().value())
        .param("purpose", issue.purpose().name())
        .param("expected", expected == null ? null : expected.value(), Types.BIGINT)
        .param("required", issue.scopes().required().toArray(String[]::new))
        .param("optional", issue.scopes().optional().toArray(String[]::new))
        .param("seconds", lifetime.toMillis() / 1000.0)
        .query((row, _) -> row.getObject("expires_at", OffsetDateTime.class).toInstant())
        .single();
  }

  int openOf(OrganizationId organization) {
    return db.sql(
            """
            select count(*) from invitation.invitation
             where organization_id = :organization and phase in ('OPEN', 'TAKEN')
               and expires_at > clock_timestamp()
            """)
        .param("organization", organization.value())
        .query(Integer.class)
        .single();
  }

  Optional<Invitation> find(OrganizationId organization, InvitationId id) {
    return db.sql(
            """
            select * from invitation.invitation
             where organization_id = :organization and invitation_id = :invitation
            """)
        .param("organization", organization.value())
        .param("invitation", id.value())
        .query((row, _) -> invitation(row))
        .optional();
  }

  /** The invitation behind a link, while it is good for an authorization. */
  Optional<Invitation> open(byte[] secretHash) {
    return db.sql(
            """
            select * from invitation.invitation
             where secret_sha256 = :secret and phase = 'OPEN' and expires_at > clock_timestamp()
            """)
        .param("secret", secretHash)
        .query((row, _) -> invitation(row))
        .optional();
  }

  /** Ends it unused; false when it was not open any more. */
  boolean end(InvitationId id, Phase how) {
    return db.sql(
                """
                update invitation.invitation set phase = :how, ended_at = clock_timestamp()
                 where invitation_id = :invitation and phase = 'OPEN'
                """)
            .param("how", how.name())
            .param("invitation", id.value())
            .update()
        == 1;
  }

  /** Were never used in their time. */
  List<Invitation> overdue() {
    return db.sql(
            """
            select * from invitation.invitation
             where phase = 'OPEN' and expires_at <= clock_timestamp() order by expires_at limit 500
            """)
        .query((row, _) -> invitation(row))
        .list();
  }

  static Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        new InvitationId(row.getString("invitation_id")),
        new OrganizationId(row.getString("organization_id")),
        new SubjectId(row.getString("invited_by")),
        portal(row),
        new InvitedScopes(
            strings(row.getArray("required_scopes")), strings(row.getArray("optional_scopes"))),
        Phase.valueOf(row.getString("phase")));
  }

  private static @Nullable PortalId portal(ResultSet row) throws SQLException {
    Long value = row.getObject("expected_portal", Long.class);
    return value == null ? null : new PortalId(value);
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
