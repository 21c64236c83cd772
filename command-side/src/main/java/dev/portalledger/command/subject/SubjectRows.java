package dev.portalledger.command.subject;

import dev.portalledger.events.subject.SubjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of {@code subject.subject}. */
@Component
final class SubjectRows {

  private final JdbcClient db;
  private final PersonCipher cipher;

  SubjectRows(JdbcClient db, PersonCipher cipher) {
    this.db = db;
    this.cipher = cipher;
  }

  Optional<SubjectId> find(byte[] lookup) {
    return db.sql("select subject_id from subject.subject where lookup = :lookup")
        .param("lookup", lookup)
        .query(String.class)
        .optional()
        .map(SubjectId::new);
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

  /** What is not told now stays as it was told before. */
  void update(SubjectId id, Person person) {
    if (person.equals(Person.NOBODY)) {
      return;
    }
    var stored = stored(id);
    var name = changed(stored.name(), person.name());
    var email = changed(stored.email(), person.email());
    if (name == null && email == null) {
      return;
    }
    db.sql(
            """
            update subject.subject
               set name_ct = coalesce(:name, name_ct), email_ct = coalesce(:email, email_ct),
                   updated_at = clock_timestamp()
             where subject_id = :id and erased_at is null
            """)
        .param("id", id.value())
        .param("name", name == null ? null : cipher.encrypt(id, PersonCipher.NAME, name))
        .param("email", email == null ? null : cipher.encrypt(id, PersonCipher.EMAIL, email))
        .update();
  }

  private Person stored(SubjectId id) {
    return db.sql("select name_ct, email_ct from subject.subject where subject_id = :id")
        .param("id", id.value())
        .query(
            (row, _) ->
                new Person(
                    cipher.decrypt(id, PersonCipher.NAME, row.getBytes("name_ct")),
                    cipher.decrypt(id, PersonCipher.EMAIL, row.getBytes("email_ct"))))
        .single();
  }

  private static @Nullable String changed(@Nullable String before, @Nullable String now) {
    return now == null || now.equals(before) ? null : now;
  }
}
