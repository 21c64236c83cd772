package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.attempt;
import static dev.portalledger.command.vault.VaultFixture.like;
import static dev.portalledger.command.vault.VaultFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.vault.keys.KeyServiceUnavailable;
import dev.portalledger.command.vault.keys.KeysUnusable;
import dev.portalledger.command.vault.keys.TransitStandIn;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The key that wraps may be kept elsewhere, and may move there from the file. */
@ExtendWith(OutputCaptureExtension.class)
class KeyServiceTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final PortalId ONE = new PortalId(1);

  @TempDir private Path folder;
  private final TransitStandIn service = new TransitStandIn();
  private VaultFixture byFile;

  @BeforeEach
  void open() {
    byFile = new VaultFixture();
    byFile.connect(ACME, ONE, 1, "by-file");
  }

  @AfterEach
  void close() {
    byFile.close();
    service.close();
  }

  @Test
  void everything_moves_to_the_key_service_and_the_file_can_go() throws IOException {
    try (var both = new VaultFixture(byFile.keys(), transit())) {
      assertThat(both.vault().active(ACME, ONE)).hasValueSatisfying(like("by-file"));
      both.connect(ACME, new PortalId(2), 1, "by-service");
      both.bean(Rewrapping.class).round();
    }
    Files.delete(byFile.keys().resolve("vault.json"));

    try (var service = new VaultFixture(byFile.keys(), transit())) {
      assertThat(service.vault().active(ACME, ONE)).hasValueSatisfying(like("by-file"));
      assertThat(service.vault().active(ACME, new PortalId(2)))
          .hasValueSatisfying(like("by-service"));
    }
  }

  @Test
  void it_is_not_asked_for_each_token() throws IOException {
    try (var node = new VaultFixture(byFile.keys(), transit())) {
      node.bean(Rewrapping.class).round();
      int before = service.calls("decrypt");

      IntStream.range(0, 20).forEach(_ -> node.vault().active(ACME, ONE));

      assertThat(service.calls("decrypt") - before).isEqualTo(1);
    }
  }

  @Test
  void an_outage_is_none_of_the_credentials_and_a_rotation_goes_on_after_it(CapturedOutput output)
      throws IOException {
    IntStream.range(2, 30).forEach(i -> byFile.connect(ACME, new PortalId(i), 1, "more"));
    try (var node = new VaultFixture(byFile.keys(), transit())) {
      var rewrapping = node.bean(Rewrapping.class);
      service.failsAfter(20);
      assertThatExceptionOfType(KeyServiceUnavailable.class).isThrownBy(rewrapping::round);
      assertThatExceptionOfType(KeyServiceUnavailable.class)
          .isThrownBy(() -> node.vault().keepPending(attempt(), ACME, tokens("lost")));

      service.answersAll(200);
      assertThat(rewrapping.round()).isGreaterThanOrEqualTo(29);

      service.answersAll(503);
      try (var cold = new VaultFixture(byFile.keys(), Map.of())) {
        assertThatExceptionOfType(CredentialUnreadable.class)
            .as("the file's key does not open what the service wrapped")
            .isThrownBy(() -> cold.vault().active(ACME, ONE));
      }
    }
    assertThat(output.getAll().lines().filter(line -> line.contains("security event"))).hasSize(1);
  }

  @Test
  void the_environment_holds_the_keyset_as_well_as_the_file() throws IOException {
    var file = byFile.keys().resolve("vault.json");
    var settings =
        Map.<String, Object>of(
            "ledger.keys.encryption", "ENVIRONMENT", "ledger.keys.keyset", Files.readString(file));
    Files.delete(file);

    try (var node = new VaultFixture(byFile.keys(), settings)) {
      assertThat(node.vault().active(ACME, ONE)).hasValueSatisfying(like("by-file"));
    }
  }

  @Test
  @DisplayName("T1: without the key that was chosen nothing starts")
  void the_start_is_refused_without_the_key_that_was_chosen() {
    assertRefused(Map.of("ledger.keys.encryption", "ENVIRONMENT"), "ledger.keys.keyset: it is not");
    assertRefused(
        Map.of("ledger.keys.encryption", "ENVIRONMENT", "ledger.keys.keyset", "{canary-secret"),
        "ledger.keys.keyset: what was given is no Tink JSON keyset");
    assertRefused(
        Map.of("ledger.keys.encryption", "TRANSIT"), "ledger.keys.transit: url and token");
    assertRefused(
        Map.of(
            "ledger.keys.encryption",
            "TRANSIT",
            "ledger.keys.transit.url",
            service.url(),
            "ledger.keys.transit.token-file",
            folder.resolve("none")),
        "does not exist");
  }

  private void assertRefused(Map<String, Object> settings, String because) {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> new VaultFixture(byFile.keys(), settings).close())
        .satisfies(
            thrown ->
                assertThat(thrown)
                    .rootCause()
                    .isInstanceOf(KeysUnusable.class)
                    .hasMessageContaining(because)
                    .hasMessageNotContaining("canary"));
  }

  private Map<String, Object> transit() throws IOException {
    var token = Files.writeString(folder.resolve("token"), TransitStandIn.TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    return Map.of(
        "ledger.keys.encryption",
        "TRANSIT",
        "ledger.keys.transit.url",
        service.url(),
        "ledger.keys.transit.token-file",
        token);
  }
}
