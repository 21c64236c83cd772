package dev.portalledger.command.invitation;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of those who followed invitations, and how far their invitations got by that. */
@Component
class VisitRows {

  private final JdbcClient db;

  VisitRows(JdbcClient db) {
    this.db = db;
  }

  void insert(AttemptId attempt, InvitationId invitation, byte[] visitorHash) {
    db.sql(
            """
            insert into invitation.visit (attempt_id, invitation_id, visitor_sha256)
            values (:attempt, :invitation, :visitor)
            """)
        .param("attempt", attempt.value())
        .param("invitation", invitation.value())
        .param("visitor", visitorHash)
        .update();
  }

  /** Of several attempts at once one takes it; false when it is over or another one has it. */
  boolean take(AttemptId attempt, InvitationId invitation) {
    return db.sql(
                """
                update invitation.invitation set phase = 'TAKEN', taken_by = :attempt
                 where invitation_id = :invitation and phase = 'OPEN' and expires_at > clock_timestamp()
                """)
            .param("attempt", attempt.value())
            .param("invitation", invitation.value())
            .update()
        == 1;
  }

  /** Nothing came of the attempt; if it had taken the invitation, that is open again. */
  void leave(AttemptId attempt, String why) {
    db.sql(
            """
            update invitation.invitation set phase = 'OPEN', taken_by = null
             where taken_by = :attempt and phase = 'TAKEN'
            """)
        .param("attempt", attempt.value())
        .update();
    end(attempt, why);
  }

  /** The invitation is used up; empty when the attempt was not invited. */
  Optional<Invitation> use(AttemptId attempt) {
    return db.sql(
            """
            update invitation.invitation set phase = 'USED', ended_at = clock_timestamp()
             where taken_by = :attempt and phase = 'TAKEN'
            returning *
            """)
        .param("attempt", attempt.value())
        .query((row, _) -> InvitationRows.invitation(row))
        .optional();
  }

  void connected(AttemptId attempt, PortalId portal, Grant grant) {
    db.sql(
            """
            update invitation.visit
               set outcome = 'CONNECTED', ended_at = clock_timestamp(), portal_id = :portal,
                   hub_domain = :domain, generation = :generation, authorizer = :authorizer
             where attempt_id = :attempt
            """)
        .param("attempt", attempt.value())
        .param("portal", portal.value())
        .param("domain", grant.hubDomain())
        .param("generation", grant.generation())
        .param("authorizer", grant.authorizer().value())
        .update();
  }

  /** What this very browser connected, as long as it may be disputed. */
  Optional<Visit> disputable(AttemptId attempt, byte[] visitorHash, Duration within) {
    return db.sql(
            """
            select organization_id, portal_id, generation, authorizer
              from invitation.visit join invitation.invitation using (invitation_id)
             where attempt_id = :attempt and visitor_sha256 = :visitor and outcome = 'CONNECTED'
               and visit.ended_at > clock_timestamp() - make_interval(secs => :seconds)
            """)
        .param("attempt", attempt.value())
        .param("visitor", visitorHash)
        .param("seconds", within.toMillis() / 1000.0)
        .query(
            (row, _) ->
                new Visit(
                    new OrganizationId(row.getString("organization_id")),
                    new PortalId(row.getLong("portal_id")),
                    row.getInt("generation"),
                    new SubjectId(row.getString("authorizer"))))
        .optional();
  }

  void disputed(AttemptId attempt) {
    db.sql(
            """
            update invitation.visit set disputed_at = clock_timestamp()
             where attempt_id = :attempt and disputed_at is null
            """)
        .param("attempt", attempt.value())
        .update();
  }

  private void end(AttemptId attempt, String outcome) {
    db.sql(
            """
            update invitation.visit set outcome = :outcome, ended_at = clock_timestamp()
             where attempt_id = :attempt and outcome is null
            """)
        .param("attempt", attempt.value())
        .param("outcome", outcome)
        .update();
  }
}
