package dev.portalledger.query.people;

import dev.portalledger.events.organization.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what is known of somebody's data, for organizations whose ledger speaks of the person. */
@Repository
class PersonalRecords {

  private record Known(String kind, boolean several) {}

  private final JdbcClient db;

  PersonalRecords(JdbcClient db) {
    this.db = db;
  }

  Optional<PersonalData> find(OrganizationId organization, String subject) {
    return known(organization, subject)
        .map(
            known ->
                PersonalData.of(
                    subject, known.kind(), known.several(), history(organization, subject)));
  }

  private Optional<Known> known(OrganizationId organization, String subject) {
    return db.sql(
            """
            select s.kind, (select count(*) > 1 from subject.known_to everywhere
                             where everywhere.subject_id = s.subject_id) as several
              from subject.subject s
              join subject.known_to here on here.subject_id = s.subject_id
                                        and here.organization_id = :organization
             where s.subject_id = :subject
            """)
        .param("organization", organization.value())
        .param("subject", subject)
        .query((row, _) -> new Known(row.getString("kind"), row.getBoolean("several")))
        .optional();
  }

  private List<SubjectStep> history(OrganizationId organization, String subject) {
    return db.sql(
            """
            select * from query.subject_events
             where organization_id = :organization and subject_id = :subject order by sequence
            """)
        .param("organization", organization.value())
        .param("subject", subject)
        .query(PersonalRecords::step)
        .list();
  }

  private static SubjectStep step(ResultSet row, int number) throws SQLException {
    return new SubjectStep(
        row.getString("organization_id"),
        row.getString("subject_id"),
        row.getLong("sequence"),
        Step.valueOf(row.getString("step")),
        row.getString("reason"),
        row.getString("reference"),
        row.getString("by_subject"),
        row.getString("confirmed_by"),
        instant(row, "expires_at"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
