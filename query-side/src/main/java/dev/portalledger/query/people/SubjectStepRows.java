package dev.portalledger.query.people;

import dev.portalledger.query.projections.Columns;
import dev.portalledger.query.projections.Rows;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds what happened; what is there already stays. */
final class SubjectStepRows implements Rows<SubjectStep> {

  private record Key(String organization, String subject, long sequence) {}

  private final JdbcClient db;

  SubjectStepRows(JdbcClient db) {
    this.db = db;
  }

  @Override
  public Object key(SubjectStep step) {
    return new Key(step.organizationId(), step.subjectId(), step.sequence());
  }

  @Override
  public void write(List<SubjectStep> steps) {
    var all = new Columns<>(steps);
    db.sql(
            """
            insert into query.subject_events
              (organization_id, subject_id, sequence, step, reason, reference, by_subject, confirmed_by,
               expires_at, occurred_at)
            select * from unnest(:organizations, :subjects, :sequences, :steps, :reasons, :references,
                                 :by, :confirmed, cast(:expiries as timestamptz[]),
                                 cast(:moments as timestamptz[]))
            on conflict do nothing
            """)
        .param("organizations", all.texts(SubjectStep::organizationId))
        .param("subjects", all.texts(SubjectStep::subjectId))
        .param("sequences", all.numbers(SubjectStep::sequence))
        .param("steps", all.texts(step -> step.step().name()))
        .param("reasons", all.texts(SubjectStep::reason))
        .param("references", all.texts(SubjectStep::reference))
        .param("by", all.texts(SubjectStep::by))
        .param("confirmed", all.texts(SubjectStep::confirmedBy))
        .param("expiries", all.moments(SubjectStep::expiresAt))
        .param("moments", all.moments(SubjectStep::occurredAt))
        .update();
  }

  void truncate() {
    db.sql("truncate query.subject_events").update();
  }
}
