package dev.portalledger.command.subject;

import dev.portalledger.command.vault.keys.Wrapped;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@code subject.subject}. What changes a row MUST run in a transaction. */
@Component
final class SubjectRows {

  private static final String STORED =
      "select "
          + StoredSubject.COLUMNS
          + " from subject.subject s left join subject.data_key k using (subject_id) ";

  private final JdbcClient db;

  SubjectRows(JdbcClient db) {
    this.db = db;
  }

  Optional<StoredSubject> find(byte[] lookup) {
    return db.sql(STORED + "where s.lookup = :lookup")
        .param("lookup", lookup)
        .query((row, _) -> StoredSubject.of(row))
        .optional();
  }

  /**
   * Empty once it is erased. Until the end of the transaction it is not, and nobody else writes.
   */
  Optional<StoredSubject> locked(SubjectId id) {
    var living =
        db.sql(
                "select 1 from subject.subject where subject_id = :id and erased_at is null for update")
            .param("id", id.value())
            .query(Integer.class)
            .optional();
    return living.flatMap(
        _ -> find(id)); // a statement of its own: it sees the key of who was first
  }

  private Optional<StoredSubject> find(SubjectId id) {
    return db.sql(STORED + "where s.subject_id = :id")
        .param("id", id.value())
        .query((row, _) -> StoredSubject.of(row))
        .optional();
  }

  /** Of several first uses at once one row stays, and all find it. */
  void insertUnlessKnown(SubjectId id, Kind kind, byte[] lookup) {
    db.sql(
            """
            insert into subject.subject (subject_id, kind, lookup)
            values (:id, :kind, :lookup)
            on conflict (lookup) do nothing
            """)
        .param("id", id.value())
        .param("kind", kind.name())
        .param("lookup", lookup)
        .update();
  }

  boolean isKnown(SubjectId id, OrganizationId organization) {
    return db.sql(
            """
            select exists (select from subject.known_to
                            where subject_id = :id and organization_id = :organization)
            """)
        .param("id", id.value())
        .param("organization", organization.value())
        .query(Boolean.class)
        .single();
  }

  /** Waits for an erasure that is under way; nothing is written of whoever is erased. */
  void makeKnown(SubjectId id, OrganizationId organization) {
    db.sql(
            """
            insert into subject.known_to (subject_id, organization_id)
            select subject_id, :organization from subject.subject
             where subject_id = :id and erased_at is null for key share
            on conflict do nothing
            """)
        .param("id", id.value())
        .param("organization", organization.value())
        .update();
  }

  void insertKey(SubjectId id, Wrapped key) {
    db.sql("insert into subject.data_key (subject_id, wrapped, kek_id) values (:id, :key, :kek)")
        .param("id", id.value())
        .param("key", key.bytes())
        .param("kek", key.keyId())
        .update();
  }

  void update(SubjectId id, PersonCipher.Sealed person) {
    db.sql(
            """
            update subject.subject
               set name_ct = :name, email_ct = :email, updated_at = clock_timestamp()
             where subject_id = :id and erased_at is null
            """)
        .param("id", id.value())
        .param("name", person.name())
        .param("email", person.email())
        .update();
  }

  /** Some that have no key of their own, after one, in the order of their ids. */
  List<StoredSubject> inFirstForm(String after, int most) {
    return db.sql(
            STORED
                + """
                   where (s.name_ct is not null or s.email_ct is not null) and s.subject_id > :after
                     and not exists (select from subject.data_key mine
                                      where mine.subject_id = s.subject_id)
                   order by s.subject_id limit :most
                     for update of s skip locked
                  """)
        .param("after", after)
        .param("most", most)
        .query((row, _) -> StoredSubject.of(row))
        .list();
  }

  /** Some whose key another one wrapped, after one, in the order of their ids. */
  List<StoredSubject> notUnder(String kekId, String after, int most) {
    return db.sql(
            STORED + "where k.kek_id <> :kek and s.subject_id > :after order by 1 limit :most")
        .param("kek", kekId)
        .param("after", after)
        .param("most", most)
        .query((row, _) -> StoredSubject.of(row))
        .list();
  }

  /** Only if it is still as it was read; one that was destroyed meanwhile stays so. */
  int replaceKey(SubjectId id, Wrapped before, Wrapped now) {
    return db.sql(
            """
            update subject.data_key set wrapped = :now, kek_id = :kek
             where subject_id = :id and wrapped = :before
            """)
        .param("id", id.value())
        .param("before", before.bytes())
        .param("now", now.bytes())
        .param("kek", now.keyId())
        .update();
  }
}
