package dev.portalledger.command.erasure;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which requests wait for a second person; the streams decide, these rows only say where to look.
 */
@Component
class OpenRequests {

  private final JdbcClient db;

  OpenRequests(JdbcClient db) {
    this.db = db;
  }

  /**
   * A request that waits.
   *
   * @param severalOrganizations then only an operator may confirm it
   */
  record OpenRequest(
      String subjectId,
      String organizationId,
      Instant requestedAt,
      Instant expiresAt,
      boolean severalOrganizations) {}

  /** Within the transaction that records the state. */
  void keep(SubjectId subject, ErasureState state) {
    var asked = state.asked();
    if (asked == null) {
      remove(subject, state.organization());
      return;
    }
    db.sql(
            """
            insert into subject.erasure_request (subject_id, organization_id, requested_at, expires_at)
            values (:subject, :organization, :at, :until)
            on conflict (subject_id, organization_id)
               do update set requested_at = excluded.requested_at, expires_at = excluded.expires_at
            """)
        .param("subject", subject.value())
        .param("organization", state.organization().value())
        .param("at", asked.at().atOffset(ZoneOffset.UTC))
        .param("until", asked.until().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The organization that asked first, of those that wait. */
  Optional<OrganizationId> firstToAsk(SubjectId subject) {
    return db.sql(
            """
            select organization_id from subject.erasure_request where subject_id = :subject
             order by requested_at, organization_id limit 1
            """)
        .param("subject", subject.value())
        .query((row, _) -> new OrganizationId(row.getString("organization_id")))
        .optional();
  }

  List<OpenRequest> oldest(int most) {
    return db.sql(SELECT + " order by requested_at, organization_id, subject_id limit :most")
        .param("most", most)
        .query(OpenRequests::request)
        .list();
  }

  List<OpenRequest> overdue(Instant now) {
    return db.sql(SELECT + " where expires_at <= :now order by expires_at limit 500")
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(OpenRequests::request)
        .list();
  }

  private void remove(SubjectId subject, OrganizationId organization) {
    db.sql(
            """
            delete from subject.erasure_request
             where subject_id = :subject and organization_id = :organization
            """)
        .param("subject", subject.value())
        .param("organization", organization.value())
        .update();
  }

  private static final String SELECT =
      """
      select subject_id, organization_id, requested_at, expires_at,
             (select count(*) > 1 from subject.known_to k
               where k.subject_id = r.subject_id) as several
        from subject.erasure_request r
      """;

  private static OpenRequest request(ResultSet row, int number) throws SQLException {
    return new OpenRequest(
        row.getString("subject_id"),
        row.getString("organization_id"),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("several"));
  }
}
