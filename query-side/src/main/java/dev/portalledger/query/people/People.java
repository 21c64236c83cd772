package dev.portalledger.query.people;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

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
   * cannot be opened is there too, as erased.
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
                select subject_id, name_ct, email_ct from subject.subject where subject_id = any(:ids)
                """)
            .param("ids", ids.toArray(String[]::new))
            .query((row, number) -> person(row))
            .list();
    return rows.stream().collect(toMap(Person::id, identity()));
  }

  private Person person(ResultSet row) throws SQLException {
    String id = row.getString("subject_id");
    Optional<String> email = open(row.getBytes("email_ct"), id, "email");
    return open(row.getBytes("name_ct"), id, "name")
        .or(() -> email)
        .map(name -> new Person(id, name, email.orElse(null), false))
        .orElseGet(() -> unknown(id));
  }

  private Optional<String> open(byte @Nullable [] sealed, String id, String field) {
    return sealed == null ? Optional.empty() : key.open(sealed, id, field);
  }

  private static Person unknown(String id) {
    return id.equals(SYSTEM)
        ? new Person(id, "The system", null, false)
        : new Person(id, ERASED, null, true);
  }
}
