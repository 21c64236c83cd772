package dev.portalledger.query.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.StoredName;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An export waits for the entry of each event; so it must know which events have none. */
class EveryEventTest {

  private static final Path EXAMPLES =
      Path.of("..").toAbsolutePath().normalize().resolve("docs/bundle-entries.tsv");

  @Test
  @DisplayName(
      "every kind of event has an entry in the trail, but those that are said to have none")
  void every_kind_of_event_has_an_entry_or_is_known_to_have_none() throws IOException {
    var db = TestDatabase.empty();
    var projection = new Handling(new AuditTrailProjection(db));
    var silent = new TreeSet<String>();
    for (String line : Files.readAllLines(EXAMPLES).stream().skip(1).toList()) {
      var cells = line.split("\t", -1);
      var kind = kind(cells[0].split("\\.", -1)[0]);
      projection.publish(cells[0], 0, JsonMapper.shared().readValue(cells[10], kind));
      if (entries(db, cells[0] + "-0") == 0) {
        silent.add(kind.getName());
      }
    }

    assertThat(silent)
        .isEqualTo(
            ExportedTrail.WITHOUT_ENTRY.stream()
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Class<?> kind(String simpleName) {
    return StoredName.ALL.stream()
        .map(StoredName::event)
        .filter(event -> event.getSimpleName().equals(simpleName))
        .findFirst()
        .orElseThrow();
  }

  private static long entries(org.springframework.jdbc.core.simple.JdbcClient db, String event) {
    return db.sql("select count(*) from query.audit_trail where event_id = :event")
        .param("event", event)
        .query(Long.class)
        .single();
  }
}
