package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.machine.DataFolder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

  @TempDir Path temp;

  @Test
  void a_second_start_says_so_in_one_line_and_ends_with_1() throws Exception {
    try (var _ = DataFolder.hold(temp.resolve("data"), "http://localhost:8080")) {
      var second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Standalone.class.getName(),
                  "--folder",
                  temp.resolve("data").toString())
              .redirectErrorStream(true)
              .start();
      assertThat(second.inputReader().lines())
          .singleElement()
          .asString()
          .startsWith("Portal Ledger is already running at http://localhost:8080");
      assertThat(second.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(1);
    }
  }
}
