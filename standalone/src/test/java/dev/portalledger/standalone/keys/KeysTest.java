package dev.portalledger.standalone.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.portalledger.standalone.machine.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static final List<String> NAMES =
      List.of("vault.json", "subject.json", "fingerprint.json", "certificate.json");
  private static final byte[] TEXT = "text".getBytes(UTF_8);
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);

  @TempDir Path folder;

  @BeforeEach
  void make() {
    Keys.makeMissing(folder);
  }

  @Test
  void vault_and_subject_encrypt() throws Exception {
    for (var name : List.of("vault.json", "subject.json")) {
      var aead = keyset(name).getPrimitive(RegistryConfiguration.get(), Aead.class);
      var hidden = aead.encrypt(TEXT, CONTEXT);
      assertThat(hidden).isNotEqualTo(TEXT);
      assertThat(aead.decrypt(hidden, CONTEXT)).isEqualTo(TEXT);
    }
  }

  @Test
  void a_key_that_is_added_wraps_nothing_until_it_is_promoted() throws Exception {
    var before = keyset("vault.json");
    var old = before.getPrimitive(RegistryConfiguration.get(), Aead.class).encrypt(TEXT, CONTEXT);

    Keys.add(folder);
    var added = keyset("vault.json");
    assertThat(added.size()).isEqualTo(2);
    assertThat(added.getPrimary().getId()).isEqualTo(before.getPrimary().getId());

    Keys.promote(folder);
    var promoted = keyset("vault.json");
    assertThat(promoted.getPrimary().getId()).isNotEqualTo(before.getPrimary().getId());
    var primitive = promoted.getPrimitive(RegistryConfiguration.get(), Aead.class);
    assertThat(primitive.decrypt(old, CONTEXT)).isEqualTo(TEXT);
    var fresh = primitive.encrypt(TEXT, CONTEXT);
    assertThat(added.getPrimitive(RegistryConfiguration.get(), Aead.class).decrypt(fresh, CONTEXT))
        .as("whoever knew it before it was promoted opens it")
        .isEqualTo(TEXT);
  }

  @Test
  void a_keyset_that_is_none_stays_as_it_is() throws Exception {
    var file = folder.resolve("vault.json");
    Files.writeString(file, "no keyset");

    assertThatThrownBy(() -> Keys.add(folder))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no keyset");
    assertThat(file).hasContent("no keyset");
    Files.delete(file);
    assertThatThrownBy(() -> Keys.promote(folder)).hasMessageContaining("missing");
  }

  @Test
  void fingerprint_authenticates() throws Exception {
    var mac = keyset("fingerprint.json").getPrimitive(RegistryConfiguration.get(), Mac.class);
    mac.verifyMac(mac.computeMac(TEXT), TEXT);
  }

  @Test
  void certificate_signs() throws Exception {
    var keys = keyset("certificate.json");
    var signature = keys.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class).sign(TEXT);
    keys.getPublicKeysetHandle()
        .getPrimitive(RegistryConfiguration.get(), PublicKeyVerify.class)
        .verify(signature, TEXT);
  }

  @Test
  void are_four_different_ones_and_nobody_elses() throws IOException {
    var contents = new HashSet<String>();
    for (var name : NAMES) {
      var file = folder.resolve(name);
      contents.add(Files.readString(file));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(contents).hasSize(4);
  }

  @Test
  void are_never_replaced() throws IOException {
    Files.delete(folder.resolve("subject.json"));
    var vault = Files.readString(folder.resolve("vault.json"));
    Keys.makeMissing(folder);
    assertThat(folder.resolve("vault.json")).hasContent(vault);
    assertThat(folder.resolve("subject.json")).exists();
  }

  private KeysetHandle keyset(String name) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(folder.resolve(name)),
        RegistryConfiguration.get(),
        InsecureSecretKeyAccess.get());
  }
}
