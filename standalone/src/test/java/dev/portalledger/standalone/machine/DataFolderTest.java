package dev.portalledger.standalone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

  private static final String URL = "http://localhost:8080";

  @TempDir Path temp;

  @Test
  void is_closed_to_other_accounts_even_if_it_was_open() throws IOException {
    var open = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var folder = DataFolder.hold(open, URL)) {
      assertThat(mode(folder.path())).isEqualTo("rwx------");
      assertThat(mode(folder.folder("keys"))).isEqualTo("rwx------");
      assertThat(mode(folder.path().resolve("lock"))).isEqualTo("rw-------");
    }
  }

  @Test
  void a_second_hold_says_in_one_line_where_the_first_one_is() {
    try (var _ = DataFolder.hold(temp.resolve("data"), URL)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> DataFolder.hold(temp.resolve("data"), "http://localhost:9090"))
            .isInstanceOf(CannotStart.class)
            .hasMessageContaining("already running at " + URL)
            .hasMessageContaining("process " + ProcessHandle.current().pid())
            .message()
            .doesNotContain("\n");
      }
    }
  }

  @Test
  void a_closed_folder_can_be_held_again() {
    DataFolder.hold(temp.resolve("data"), URL).close();
    DataFolder.hold(temp.resolve("data"), URL).close();
    assertThat(temp.resolve("data").resolve("running")).doesNotExist();
  }

  @Test
  void another_process_is_kept_out_until_the_holder_is_killed() throws Exception {
    var folder = temp.resolve("data");
    var holder = holdElsewhere(folder);
    try {
      assertThatThrownBy(() -> DataFolder.hold(folder, URL))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("process " + holder.pid());
    } finally {
      holder.destroyForcibly();
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    DataFolder.hold(folder, URL).close();
  }

  @Test
  void clearing_forgets_all_data_and_keeps_the_hold() throws IOException {
    try (var folder = DataFolder.hold(temp.resolve("data"), URL)) {
      PrivateFiles.write(folder.folder("keys").resolve("vault.json"), "secret");
      Files.createSymbolicLink(folder.path().resolve("link"), temp);
      folder.clear();
      assertThat(folder.path().resolve("keys")).doesNotExist();
      assertThat(folder.path().resolve("link")).doesNotExist();
      assertThat(temp).exists();
      assertThatThrownBy(() -> DataFolder.hold(temp.resolve("data"), URL))
          .isInstanceOf(CannotStart.class);
    }
  }

  @Test
  void a_folder_with_something_else_in_it_is_left_alone() throws IOException {
    var photo = Files.writeString(temp.resolve("photo.jpg"), "pixels");
    assertThatThrownBy(() -> DataFolder.hold(temp, URL))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("left alone")
        .hasMessageContaining("--folder");
    assertThat(photo).hasContent("pixels");
    assertThat(temp.resolve("lock")).doesNotExist();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Process holdElsewhere(Path folder) throws IOException {
    var holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(holder.inputReader().readLine()).isEqualTo("held");
    return holder;
  }

  /** Holds the folder until it is killed. */
  static final class Holder {

    public static void main(String[] args) throws IOException {
      var folder = DataFolder.hold(Path.of(args[0]), URL);
      System.out.println("held");
      System.in.read();
      folder.close();
    }

    private Holder() {}
  }
}
