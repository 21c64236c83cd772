package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.machine.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path temp;

  @Test
  void a_second_start_says_so_in_one_line_and_ends_with_1() throws Exception {
    try (var _ = DataFolder.hold(temp.resolve("data"), "http://localhost:8080")) {
      var second = start("--folder", temp.resolve("data").toString());
      assertThat(second.inputReader().lines())
          .singleElement()
          .asString()
          .startsWith("Portal Ledger is already running at http://localhost:8080");
      assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
    }
  }

  @Test
  void being_told_to_stop_leaves_nothing_running_and_the_folder_free() throws Exception {
    var options = FreePorts.in(temp.resolve("data"));
    var process =
        start(
            "--port=" + options.port(),
            "--sandbox-port=" + options.sandboxPort(),
            "--database-port=" + options.databasePort(),
            "--folder=" + options.folder());
    var firstScreen = process.inputReader().lines();
    assertThat(firstScreen.anyMatch(line -> line.contains("Ctrl-C"))).isTrue();
    var cluster = options.folder().resolve("database").resolve("cluster");
    assertThat(cluster.resolve("postmaster.pid")).exists();

    process.destroy();

    assertThat(process.onExit()).succeedsWithin(PATIENCE);
    assertThat(cluster.resolve("postmaster.pid")).doesNotExist();
    DataFolder.hold(options.folder(), options.url()).close();
  }

  private static Process start(String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Standalone.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
