import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/bundle-entries.tsv, which were computed apart from both programs. */
@SuppressWarnings("DefaultPackage")
class ExamplesTest {

  private static final String ORIGIN = "ledger.test/org/acme";

  record Example(String name, Recorded row, String entry, String leaf) {

    static Example of(String line) {
      var cells = line.split("\t", -1);
      return new Example(
          cells[0],
          new Recorded(
              cells[1],
              cells[2],
              cells[3],
              cells[4],
              Long.parseLong(cells[5]),
              cells[6],
              cells[7],
              cells[8],
              cells[10],
              cells[9]),
          cells[11],
          cells[12]);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Example> examples() throws IOException {
    return Files.readAllLines(Path.of("../docs/bundle-entries.tsv")).stream()
        .skip(1)
        .map(Example::of);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_entry_is_read_as_it_was_written(Example example) throws IOException {
    var bytes = HexFormat.of().parseHex(example.entry());
    var entry = LedgerVerify.Entry.of(bytes);

    assertThat(bytes).isEqualTo(example.row().entry());
    assertThat(HexFormat.of().formatHex(LedgerVerify.Hashes.leaf(bytes))).isEqualTo(example.leaf());
    assertThat(entry.eventId()).isEqualTo(example.row().eventId());
    assertThat(entry.organization()).isEqualTo("acme");
    assertThat(entry.aggregateType()).isEqualTo(example.row().aggregateType());
    assertThat(entry.stream()).isEqualTo(example.row().stream());
    assertThat(entry.sequence()).isEqualTo(example.row().sequence());
    assertThat(entry.time()).isEqualTo(example.row().time());
    assertThat(LedgerVerify.KNOWN_TYPES).contains(entry.type());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void an_event_of_every_kind_is_verified(Example example, @TempDir Path folder) {
    var row = example.row().withStream("stream-1", 0);
    var key = TestKey.of(ORIGIN);
    var zip = TestBundle.of(ORIGIN, key, List.of(row)).zip(folder.resolve("b.zip"));
    assertThat(Verified.bundle(zip, ORIGIN, key.verifierKey()).exit()).isZero();
  }

  @Test
  void the_first_versions_name_of_a_kind_says_the_same() throws Exception {
    var old = examples().filter(example -> example.name().contains("first version")).findFirst();
    var bytes = HexFormat.of().parseHex(old.orElseThrow().entry());
    assertThat(LedgerVerify.Entry.of(bytes).type()).isEqualTo("portal-connection.connected@1");
  }
}
