package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.machine.DataFolder;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshStartTest {

  @TempDir Path temp;

  @Test
  void a_fresh_start_forgets_everything_and_a_plain_one_nothing() throws Exception {
    var folder = temp.resolve("data");
    var old = keptBy(folder);
    assertThat(keptBy(folder)).isEqualTo(old);

    var options = FreePorts.in(folder);
    try (var running =
        RunningStandalone.start(
            new StandaloneOptions(
                options.port(), options.sandboxPort(), options.databasePort(), folder, true))) {
      assertThat(vaultKey(running.folder())).isNotEqualTo(old);
      assertThat(running.folder().resolve("database").resolve("cluster.old")).doesNotExist();
    }
  }

  /** What a start leaves behind, without the wait for one. */
  private static String keptBy(Path path) throws Exception {
    try (var folder = DataFolder.hold(path, "http://localhost:8080")) {
      var installation = Installation.in(folder);
      PrivateFiles.write(installation.database().resolve("cluster.old"), "rows");
      return vaultKey(folder.path());
    }
  }

  private static String vaultKey(Path folder) throws Exception {
    return Files.readString(folder.resolve("keys").resolve("vault.json"));
  }
}
