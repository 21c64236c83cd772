package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.StoredName;
import dev.portalledger.query.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The bytes that are signed of an event never change. An example that is approved stays as it is;
 * for a new form of an event the test prints the line to add.
 */
class CanonicalEntryTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path EXAMPLES = ROOT.resolve("docs/bundle-entries.tsv");
  private static final Path APPROVED = ROOT.resolve("shared-events/src/test/resources/golden");
  private static final JdbcClient DB = JdbcClient.create(TestDatabase.asQuerySide());

  record Example(List<String> cells) {

    @Override
    public String toString() {
      return cells.getFirst();
    }
  }

  static Stream<Example> examples() throws IOException {
    return Files.readAllLines(EXAMPLES).stream()
        .skip(1)
        .map(line -> new Example(List.of(line.split("\t", -1))));
  }

  @ParameterizedTest
  @MethodSource("examples")
  @DisplayName("R27: an event of every revision has the bytes and the leaf it always had")
  void an_event_has_the_bytes_and_the_leaf_it_always_had(Example example) {
    var cells = example.cells();
    var entry = entry(cells.subList(1, 11));
    assertThat(HexFormat.of().formatHex(entry.bytes())).isEqualTo(cells.get(11));
    assertThat(HexFormat.of().formatHex(Hashes.leaf(entry.bytes()))).isEqualTo(cells.get(12));
  }

  @Test
  @DisplayName("R27: every example is of an approved form as it was approved, byte for byte")
  void every_example_is_of_the_form_that_was_approved() throws IOException {
    assertThat(examples())
        .allSatisfy(
            example -> {
              var form = example.cells().getFirst().split(" ", -1)[0];
              assertThat(example.cells().get(10)).isEqualTo(text(APPROVED.resolve(form + ".json")));
            });
  }

  @Test
  @DisplayName("every approved form of an event has its example in docs/bundle-entries.tsv")
  void every_form_has_an_example() throws IOException {
    var there = examples().map(example -> example.cells().getFirst()).toList();
    List<String> missing;
    try (var approved = Files.list(APPROVED)) {
      missing =
          approved
              .filter(file -> !there.contains(name(file)))
              .sorted()
              .map(CanonicalEntryTest::line)
              .toList();
    }
    assertThat(missing)
        .as("lines to add to docs/bundle-entries.tsv, once they are right")
        .isEmpty();
  }

  /** Read by the very expressions that sealing reads rows with. */
  private static CanonicalEntry entry(List<String> row) {
    return DB.sql(
            """
            select %s
              from (select :id as event_identifier, :organization as tenant, nullif(:aggregate, '') as type,
                           :stream as aggregate_identifier, cast(:sequence as bigint) as sequence_number,
                           cast(:time as timestamptz) as time_stamp, :type as payload_type,
                           nullif(:revision, '') as payload_revision, convert_to(:metadata, 'UTF8') as meta_data,
                           convert_to(:payload, 'UTF8') as payload,
                           cast(null as bytea) as payload_hash, cast(null as bytea) as meta_data_hash) as e
            """
                .formatted(CanonicalEntry.COLUMNS))
        .param("id", row.get(0))
        .param("organization", row.get(1))
        .param("aggregate", row.get(2))
        .param("stream", row.get(3))
        .param("sequence", row.get(4))
        .param("time", row.get(5))
        .param("type", row.get(6))
        .param("revision", row.get(7))
        .param("metadata", row.get(8))
        .param("payload", row.get(9))
        .query((columns, _) -> CanonicalEntry.of(columns))
        .single();
  }

  private static String name(Path approved) {
    return approved.getFileName().toString().replace(".json", "");
  }

  private static String line(Path approved) {
    var name = name(approved);
    var kind =
        StoredName.ALL.stream()
            .filter(stored -> stored.event().getSimpleName().equals(name.split("\\.", -1)[0]))
            .findFirst()
            .orElseThrow();
    var row =
        List.of(
            "00000000-0000-4000-8000-000000000001",
            "acme",
            "Aggregate",
            "stream-1",
            "7",
            "2026-03-01T12:00:00.123456Z",
            kind.name(),
            name.split("\\.v", -1)[1].split("-", -1)[0],
            "{\"organization\":\"acme\",\"actor\":\"subject-member\"}",
            text(approved));
    var bytes = entry(row).bytes();
    var hex = HexFormat.of();
    return "%s\t%s\t%s\t%s"
        .formatted(
            name, String.join("\t", row), hex.formatHex(bytes), hex.formatHex(Hashes.leaf(bytes)));
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8).strip();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
