package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README points to is there. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern LINKED = Pattern.compile("]\\(([^)#:]+)\\)");

  @Test
  void every_place_to_change_something_exists() throws IOException {
    var places = places();

    assertThat(places).hasSizeGreaterThan(10);
    assertThat(places).allSatisfy(place -> assertThat(ROOT.resolve(place)).exists());
  }

  @Test
  void the_two_commands_are_named() throws IOException {
    assertThat(readme()).containsPattern("(?m)^mvn +#").containsPattern("(?m)^mvn verify +#");
  }

  @Test
  void the_picture_and_every_other_file_linked_exist() throws IOException {
    var linked = LINKED.matcher(readme()).results().map(match -> match.group(1)).toList();

    assertThat(linked).contains("docs/flow.svg");
    assertThat(linked).allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
  }

  private static List<String> places() throws IOException {
    var section = readme().split("## Where do I change what", 2)[1].split("\n## ", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(line -> line.split("\\|", -1)[2])
        .flatMap(cell -> QUOTED.matcher(cell).results().map(match -> match.group(1)))
        .toList();
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
