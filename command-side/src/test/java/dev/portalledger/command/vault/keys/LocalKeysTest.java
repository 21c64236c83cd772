package dev.portalledger.command.vault.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeysTest {

  private static final byte[] KEY = {1, 2, 3};
  private static final byte[] PLACE = {4};

  @Test
  void unwraps_what_it_wrapped_before_the_restart(@TempDir Path folder) throws Exception {
    var before = keys(TestKeys.in(folder));
    var wrapped = before.wrap(KEY, PLACE);

    var after = keys(folder);

    assertThat(after.unwrap(wrapped, PLACE)).isEqualTo(KEY);
    assertThat(after.currentKeyId()).isEqualTo(wrapped.keyId()).matches("local:\\d+");
    assertThat(after.has(wrapped.keyId())).isTrue();
    assertThat(new String(wrapped.bytes(), ISO_8859_1)).doesNotContain(new String(KEY, ISO_8859_1));
  }

  @Test
  void unwraps_nothing_for_another_place_or_with_another_keyset(@TempDir Path folder)
      throws IOException {
    var keys = keys(TestKeys.in(folder));
    var wrapped = keys.wrap(KEY, PLACE);
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> keys.unwrap(wrapped, new byte[] {5}));

    var others = keys(TestKeys.in(folder));

    assertThat(others.has(wrapped.keyId())).isFalse();
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> others.unwrap(wrapped, PLACE))
        .withMessageContaining("not at hand");
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(
            () -> others.unwrap(new Wrapped(others.currentKeyId(), wrapped.bytes()), PLACE));
  }

  @Test
  void refuses_to_start_without_a_private_readable_keyset(@TempDir Path folder) throws IOException {
    var file = TestKeys.in(folder).resolve("vault.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused(folder, "vault.json is open to group or others");

    Files.delete(file);
    assertRefused(folder, "vault.json does not exist");

    TestKeys.in(folder);
    Files.writeString(file, "{\"canary-secret\": 1}");
    assertRefused(folder, "vault.json is no Tink JSON keyset");

    Files.writeString(file, Files.readString(folder.resolve("fingerprint.json")));
    assertRefused(folder, "vault.json holds no keys for Aead");
  }

  private static KeyEncryption keys(Path folder) {
    var settings = new KeySettings(folder.toString(), KeySettings.Kind.FILE, "", null);
    var configuration = new KeyConfiguration();
    return configuration.keyEncryption(settings, configuration.localKeysets(settings));
  }

  private static void assertRefused(Path folder, String because) {
    assertThatExceptionOfType(KeysUnusable.class)
        .isThrownBy(() -> keys(folder))
        .withMessageContaining("ledger.keys.folder: ")
        .withMessageContaining(because)
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("canary"));
  }
}
