package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshStartTest {

  @TempDir Path temp;

  @Test
  void a_restart_keeps_the_keys_and_a_fresh_start_makes_new_ones() throws Exception {
    var options = FreePorts.in(temp.resolve("data"));
    var first = keyAfter(options);
    assertThat(keyAfter(options)).isEqualTo(first);

    var fresh =
        new StandaloneOptions(
            options.port(), options.sandboxPort(), options.databasePort(), options.folder(), true);
    assertThat(keyAfter(fresh)).isNotEqualTo(first);
  }

  private static String keyAfter(StandaloneOptions options) throws Exception {
    try (var running = RunningStandalone.start(options)) {
      return Files.readString(running.folder().resolve("keys").resolve("vault.json"));
    }
  }
}
