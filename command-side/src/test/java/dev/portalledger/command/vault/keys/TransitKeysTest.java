package dev.portalledger.command.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitKeysTest {

  private static final byte[] KEY = {1, 2, 3};
  private static final byte[] PLACE = {4};

  @TempDir private Path folder;
  private final TransitStandIn service = new TransitStandIn();
  private TransitKeys keys;

  @BeforeEach
  void open() throws IOException {
    keys = keys(service.url(), token(TransitStandIn.TOKEN));
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void unwraps_what_it_wrapped_for_the_same_place_only() throws Exception {
    var wrapped = keys.wrap(KEY, PLACE);

    assertThat(wrapped.keyId()).isEqualTo("transit:transit/portal-ledger:1");
    assertThat(keys.unwrap(wrapped, PLACE)).isEqualTo(KEY);
    assertRefuses(wrapped, new byte[] {5});
    byte[] altered = wrapped.bytes();
    altered[altered.length - 4] ^= 1;
    assertRefuses(new Wrapped(wrapped.keyId(), altered), PLACE);
  }

  @Test
  void each_version_is_a_key_of_its_own_until_it_is_retired() throws Exception {
    var old = keys.wrap(KEY, PLACE);
    service.rotate();

    assertThat(keys.currentKeyId()).isEqualTo("transit:transit/portal-ledger:2");
    assertThat(keys.wrap(KEY, PLACE).keyId()).isEqualTo(keys.currentKeyId());
    assertThat(keys.has(old.keyId())).isTrue();
    assertThat(keys.unwrap(old, PLACE)).isEqualTo(KEY);
    assertRefuses(new Wrapped(keys.currentKeyId(), old.bytes()), PLACE);
    service.retireBelow(2);
    assertRefuses(old, PLACE);
  }

  @Test
  void an_outage_says_nothing_of_what_was_wrapped() throws IOException {
    var wrapped = keys.wrap(KEY, PLACE);
    for (int status : new int[] {302, 403, 404, 429, 500, 503}) {
      service.answersAll(status);
      assertUnavailable(keys, wrapped, "" + status);
    }
    service.answersAll(200);
    Files.delete(folder.resolve("token"));
    assertUnavailable(keys, wrapped, "does not exist");
    token(TransitStandIn.TOKEN);
    service.close();
    assertUnavailable(keys, wrapped, "ConnectException");
  }

  @Test
  void the_token_is_read_anew_for_each_call() throws Exception {
    token("s.expired");
    assertUnavailable(keys, new Wrapped(keysId(), new byte[] {1}), "403");

    token(TransitStandIn.TOKEN);

    assertThat(keys.unwrap(keys.wrap(KEY, PLACE), PLACE)).isEqualTo(KEY);
  }

  @Test
  void a_key_that_cannot_be_used_is_told_before_anything_is_kept_with_it() throws IOException {
    assertThatCode(keys::requireUsable).doesNotThrowAnyException();
    service.answersAll(503);
    assertUnusable(keys, "503");
    service.answersAll(200);
    token("s.other");
    assertUnusable(keys, "403");
    Files.setPosixFilePermissions(
        folder.resolve("token"), PosixFilePermissions.fromString("rw-r--r--"));
    assertUnusable(keys, "open to group or others");
  }

  private static String keysId() {
    return "transit:transit/portal-ledger:?";
  }

  private Path token(String token) throws IOException {
    var file = Files.writeString(folder.resolve("token"), token + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static TransitKeys keys(URI url, Path token) {
    return new TransitKeys(
        new TransitSettings(url, "transit", "portal-ledger", token, Duration.ofSeconds(5)));
  }

  private void assertRefuses(Wrapped wrapped, byte[] place) {
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> keys.unwrap(wrapped, place));
  }

  private static void assertUnavailable(TransitKeys keys, Wrapped wrapped, String why) {
    assertThatExceptionOfType(KeyServiceUnavailable.class)
        .isThrownBy(() -> keys.unwrap(wrapped, PLACE))
        .withMessageContaining(why)
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("canary"));
    assertThatExceptionOfType(KeyServiceUnavailable.class)
        .isThrownBy(() -> keys.wrap(KEY, PLACE))
        .withMessageContaining(why);
  }

  private static void assertUnusable(TransitKeys keys, String why) {
    assertThatExceptionOfType(KeysUnusable.class)
        .isThrownBy(keys::requireUsable)
        .withMessageStartingWith("ledger.keys.transit: ")
        .withMessageContaining(why)
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("canary"));
  }
}
