package dev.portalledger.verifying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.StoredName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whoever adds a kind of event tells the auditor's verifier, and gives an example of it. */
class KnownEventsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void the_verifier_knows_every_kind_of_event() {
    var recorded =
        StoredName.ALL.stream().map(kind -> kind.name() + "@" + kind.revision()).toList();
    assertThat(Verifier.knownTypes())
        .as("add to KNOWN_TYPES in verifier/src/main/java/LedgerVerify.java what is missing")
        .containsAll(recorded);
  }

  @Test
  void the_verifier_knows_the_names_of_the_first_version() {
    var recorded =
        StoredName.ALL.stream()
            .filter(kind -> kind.formerly() != null)
            .map(kind -> kind.formerly() + "@")
            .toList();
    assertThat(Verifier.knownTypes()).containsAll(recorded);
  }

  @Test
  void every_approved_form_has_its_example_of_an_entry() throws IOException {
    var examples =
        Files.readAllLines(ROOT.resolve("docs/bundle-entries.tsv")).stream()
            .map(line -> line.substring(0, line.indexOf('\t')))
            .toList();
    try (var approved = Files.list(ROOT.resolve("shared-events/src/test/resources/golden"))) {
      assertThat(examples)
          .as("docs/bundle-entries.tsv; CanonicalEntryTest prints the line of a new form")
          .containsAll(
              approved.map(file -> file.getFileName().toString().replace(".json", "")).toList());
    }
  }
}
