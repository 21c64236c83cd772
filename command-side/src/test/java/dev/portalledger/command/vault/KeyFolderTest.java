package dev.portalledger.command.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.TestKeys;
import dev.portalledger.command.vault.keys.KeysUnusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class KeyFolderTest {

  @Test
  void refuses_a_setting_that_is_missing_and_a_folder_that_does_not_exist(@TempDir Path folder) {
    assertRefused("", "ledger.keys.folder: it is not set");
    assertRefused(folder.resolve("nowhere").toString(), "does not exist");
  }

  @Test
  void refuses_each_missing_file(@TempDir Path folder) throws IOException {
    for (String file : new String[] {"subject.json", "fingerprint.json", "certificate.json"}) {
      TestKeys.in(folder);
      Files.delete(folder.resolve(file));
      assertRefused(folder.toString(), file + " does not exist");
    }
  }

  @Test
  void refuses_a_folder_or_file_that_others_can_read(@TempDir Path folder) throws IOException {
    TestKeys.in(folder);
    Files.setPosixFilePermissions(
        folder.resolve("subject.json"), PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(folder.toString(), "subject.json is open to group or others");

    TestKeys.in(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx-----x"));
    assertRefused(folder.toString(), "is open to group or others");
  }

  @Test
  void refuses_what_is_no_keyset_or_holds_keys_of_another_kind(@TempDir Path folder)
      throws IOException {
    TestKeys.in(folder);
    Files.writeString(folder.resolve("subject.json"), "{\"canary-secret\": 1}");
    assertRefused(folder.toString(), "subject.json is no Tink JSON keyset");

    TestKeys.in(folder);
    Files.writeString(
        folder.resolve("subject.json"), Files.readString(folder.resolve("fingerprint.json")));
    assertRefused(folder.toString(), "subject.json holds no keys for Aead");

    TestKeys.in(folder);
    Files.writeString(
        folder.resolve("certificate.json"), Files.readString(folder.resolve("subject.json")));
    assertRefused(folder.toString(), "certificate.json holds no keys for Ed25519");
  }

  @Test
  void the_start_ends_with_one_sentence_and_no_stack_trace(
      @TempDir Path folder, CapturedOutput output) {
    var application = new SpringApplication(KeyFolder.class);
    application.setWebApplicationType(WebApplicationType.NONE);

    assertThatCode(
            () -> application.run("--ledger.keys.folder=" + folder.resolve("nowhere")).close())
        .isNotNull();

    assertThat(output.getAll())
        .contains("Portal Ledger does not start without its keys. ledger.keys.folder: the folder")
        .doesNotContain("\tat ");
  }

  private static void assertRefused(String folder, String because) {
    assertThatExceptionOfType(KeysUnusable.class)
        .isThrownBy(() -> new KeyFolder(folder))
        .withMessageContaining(because)
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("canary"));
  }
}
