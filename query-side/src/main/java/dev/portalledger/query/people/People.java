package dev.portalledger.query.people;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.google.crypto.tink.Aead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names the subjects that events speak of, many at a time. */
public final class People {

  private static final String SYSTEM = "system";
  private static final String ERASED = "erased";

  private final JdbcClient db;
  private final SubjectKey key;

  People(JdbcClient db, SubjectKey key) {
    this.db = db;
    this.key = key;
  }

  /**
   * Everybody of {@code ids}, in one query. Somebody who was erased, is unknown, or whose name
   * cannot be opened is there too, as erased. Whom the ledger says to be erased stays so, also when
   * an older copy of the rows was restored.
   */
  public Map<String, Person> named(Collection<String> ids) {
    Set<String> wanted = new TreeSet<>(ids);
    Map<String, Person> people = new TreeMap<>();
    wanted.forEach(id -> people.put(id, unknown(id)));
    wanted.remove(SYSTEM);
    if (!wanted.isEmpty()) {
      people.putAll(known(wanted));
    }
    return people;
  }

  private Map<String, Person> known(Set<String> ids) {
    List<Person> rows =
        db.sql(
                """
                select s.subject_id, s.name_ct, s.email_ct, k.wrapped
                  from subject.subject s left join subject.data_key k using (subject_id)
                 where s.subject_id = any(:ids)
                   and not exists (select from query.subject_events gone
                                    where gone.subject_id = s.subject_id and gone.step = 'ERASED')
                """)
            .param("ids", ids.toArray(String[]::new))
            .query((row, number) -> person(row))
            .list();
    return rows.stream().collect(toMap(Person::id, identity()));
  }

  private Person person(ResultSet row) throws SQLException {
    String id = row.getString("subject_id");
    byte[] wrapped = row.getBytes("wrapped");
    Optional<Aead> own = wrapped == null ? Optional.of(key.firstForm()) : key.unwrap(wrapped, id);
    Optional<String> email = open(own, row.getBytes("email_ct"), id, "email");
    return open(own, row.getBytes("name_ct"), id, "name")
        .or(() -> email)
        .map(name -> new Person(id, name, email.orElse(null), false))
        .orElseGet(() -> unknown(id));
  }

  private static Optional<String> open(
      Optional<Aead> own, byte @Nullable [] kept, String id, String field) {
    return kept == null
        ? Optional.empty()
        : own.flatMap(aead -> SubjectKey.open(aead, kept, id, field));
  }

  private static Person unknown(String id) {
    return id.equals(SYSTEM)
        ? new Person(id, "The system", null, false)
        : new Person(id, ERASED, null, true);
  }
}
