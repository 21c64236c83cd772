package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineOptionsTest {

  private final List<StandaloneOptions> started = new ArrayList<>();
  private final List<StandaloneOptions> rehearsed = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void starts_with_the_documented_defaults() {
    assertThat(execute()).isZero();
    assertThat(started)
        .containsExactly(new StandaloneOptions(8080, 8081, 15_432, Path.of("data"), false));
  }

  @Test
  void takes_every_option() {
    assertThat(
            execute(
                "--port",
                "9080",
                "--sandbox-port=9081",
                "--database-port",
                "16000",
                "--folder",
                "/tmp/elsewhere",
                "--fresh"))
        .isZero();
    assertThat(started)
        .containsExactly(
            new StandaloneOptions(9080, 9081, 16_000, Path.of("/tmp/elsewhere"), true));
  }

  @Test
  void rehearses_instead_of_starting_when_told_to() {
    assertThat(execute("--rehearse", "--port=9080")).isZero();
    assertThat(started).isEmpty();
    assertThat(rehearsed)
        .containsExactly(new StandaloneOptions(9080, 8081, 15_432, Path.of("data"), false));
  }

  @Test
  void help_names_every_option_and_starts_nothing() {
    assertThat(execute("--help")).isZero();
    assertThat(started).isEmpty();
    assertThat(out.toString())
        .contains("--port", "--sandbox-port", "--database-port", "--folder", "--fresh")
        .contains("--rehearse", "--help")
        .contains("8080", "8081", "15432", "data");
  }

  @Test
  void a_wrong_option_is_named_and_starts_nothing() {
    assertThat(execute("--prot", "1")).isNotZero();
    assertThat(started).isEmpty();
    assertThat(err.toString()).contains("--prot");
  }

  @Test
  void a_port_that_is_no_number_is_named_and_starts_nothing() {
    assertThat(execute("--port", "eighty")).isNotZero();
    assertThat(started).isEmpty();
    assertThat(err.toString()).contains("--port", "eighty");
  }

  private int execute(String... arguments) {
    return new CommandLine(new CommandLineOptions(started::add, rehearsed::add))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
