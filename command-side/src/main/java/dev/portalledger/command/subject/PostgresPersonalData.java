package dev.portalledger.command.subject;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** On the tables of {@code subject}. */
@Component
class PostgresPersonalData implements PersonalData {

  private final JdbcClient db;
  private final SessionsOfSubject sessions;
  private final ObjectProvider<BeforeDestruction> others;

  PostgresPersonalData(
      JdbcClient db, SessionsOfSubject sessions, ObjectProvider<BeforeDestruction> others) {
    this.db = db;
    this.sessions = sessions;
    this.others = others;
  }

  @Override
  public boolean isKnownTo(OrganizationId organization, SubjectId subject) {
    return db.sql(
            """
            select exists (select from subject.known_to
                            where subject_id = :id and organization_id = :organization)
            """)
        .param("id", subject.value())
        .param("organization", organization.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public List<OrganizationId> holders(SubjectId subject) {
    var _ =
        db.sql("select 1 from subject.subject where subject_id = :id for update")
            .param("id", subject.value())
            .query(Integer.class)
            .optional();
    return db.sql(
            """
            select organization_id from subject.known_to where subject_id = :id
             order by organization_id
            """)
        .param("id", subject.value())
        .query((row, _) -> new OrganizationId(row.getString("organization_id")))
        .list();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void destroy(SubjectId subject) {
    // First: they find what is the subject's by what is about to be emptied.
    sessions.end(subject);
    others.forEach(other -> other.beforeDestructionOf(subject));
    db.sql("delete from subject.data_key where subject_id = :id")
        .param("id", subject.value())
        .update();
    db.sql(
            """
            update subject.subject
               set lookup = null, name_ct = null, email_ct = null,
                   erased_at = clock_timestamp(), updated_at = clock_timestamp()
             where subject_id = :id and erased_at is null
            """)
        .param("id", subject.value())
        .update();
    db.sql("delete from subject.erasure_request where subject_id = :id")
        .param("id", subject.value())
        .update();
  }

  @Override
  @Transactional
  public int destroyReturned() {
    var returned =
        db.sql(
                """
                select distinct s.subject_id
                  from subject.subject s
                  join subject.known_to k using (subject_id)
                  join events.event e
                    on e.aggregate_identifier = 'subject-' || k.subject_id || '-of-' || k.organization_id
                   and e.payload_type = 'subject.erased'
                 where s.erased_at is null
                """)
            .query((row, _) -> new SubjectId(row.getString("subject_id")))
            .list();
    returned.forEach(this::destroy);
    return returned.size() + destroyReturnedKeys();
  }

  /** The keys are backed up apart from the rows, so they may come back alone. */
  private int destroyReturnedKeys() {
    return db.sql(
            """
            delete from subject.data_key k using subject.subject s
             where s.subject_id = k.subject_id and s.erased_at is not null
            """)
        .update();
  }
}
