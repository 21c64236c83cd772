package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.attempt;
import static dev.portalledger.command.vault.VaultFixture.like;
import static dev.portalledger.command.vault.VaultFixture.tokens;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

/** Each credential has a key of its own, and whoever ends it ends the key. */
@ExtendWith(OutputCaptureExtension.class)
class DataKeysTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final PortalId ONE = new PortalId(1001);
  private static final PortalId TWO = new PortalId(1002);

  private VaultFixture fixture;
  private Vault vault;

  @BeforeEach
  void open() {
    fixture = new VaultFixture();
    vault = fixture.vault();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void each_credential_has_a_key_of_its_own_and_keeps_it() {
    fixture.connect(ACME, ONE, 1, "one");
    fixture.connect(ACME, TWO, 1, "two");
    vault.keepPending(attempt(), ACME, tokens("three"));

    assertThat(keys()).hasSize(3);
    assertThat(column("owner")).containsExactlyInAnyOrderElementsOf(column("credential_id"));
    assertThat(column("wrapped")).doesNotContainNull().doesNotHaveDuplicates();
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(
            () ->
                fixture
                    .db()
                    .sql("update command.credential set data_key_id = null, key_id = 1")
                    .update())
        .withMessageContaining("keeps its key");
  }

  @Test
  void another_node_opens_what_this_one_sealed() {
    fixture.connect(ACME, ONE, 1, "one");

    try (var other = new VaultFixture(fixture.keys(), Map.of())) {
      assertThat(other.vault().active(ACME, ONE)).hasValueSatisfying(like("one"));
    }
  }

  @Test
  void whatever_ends_a_credential_for_good_ends_its_key() {
    var expired = fixture.connect(ACME, ONE, 1, "expired");
    fixture.inTransaction(() -> vault.expire(ACME, ONE));
    assertShredded(expired);

    var first = fixture.connect(ACME, TWO, 1, "same");
    fixture.connect(ACME, TWO, 2, "same");
    assertShredded(first);

    var removed = fixture.inTransaction(() -> vault.release(ACME, TWO)).orElseThrow();
    assertThat(key(removed)).as("its token awaits revocation").containsEntry("destroyed_at", null);
    fixture.inTransaction(() -> vault.destroy(removed));
    assertShredded(removed);

    var attempt = attempt();
    var refused = vault.keepPending(attempt, ACME, tokens("refused"));
    fixture.inTransaction(() -> vault.refuse(attempt));
    fixture.inTransaction(() -> vault.destroy(refused));
    assertShredded(refused);
  }

  @Test
  void a_key_that_was_ended_never_comes_back() {
    fixture.connect(ACME, ONE, 1, "expired");
    var wrapped = keys().getFirst().get("wrapped");
    fixture.inTransaction(() -> vault.expire(ACME, ONE));

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(
            () ->
                fixture
                    .db()
                    .sql(
                        "update command.data_key set wrapped = :wrapped, destroyed_at = null where"
                            + " owner <> 'sealed'")
                    .param("wrapped", wrapped)
                    .update())
        .withMessageContaining("never comes back");
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> fixture.db().sql("delete from command.data_key").update())
        .havingRootCause()
        .withMessageContaining("permission denied");
  }

  @Test
  void a_copy_of_an_ended_credential_does_not_open_even_where_its_key_was_in_use(
      CapturedOutput output) {
    fixture.connect(ACME, ONE, 1, "ended");
    var copy = fixture.rows().getFirst();
    try (var other = new VaultFixture(fixture.keys(), Map.of())) {
      assertThat(other.vault().active(ACME, ONE)).isPresent();
      fixture.inTransaction(() -> vault.expire(ACME, ONE));
      writeBack(copy);

      for (var node : List.of(fixture, other)) {
        assertThatExceptionOfType(CredentialUnreadable.class)
            .isThrownBy(() -> node.vault().active(ACME, ONE));
      }
    }
    assertThat(output.getAll()).contains("security event: access of credential");
  }

  @Test
  void one_that_got_its_key_while_it_was_read_opens_and_one_that_ended_meanwhile_is_no_event(
      CapturedOutput output) {
    fixture.connect(ACME, ONE, 1, "one");
    var cipher = fixture.bean(TokenCipher.class);
    var row = readBesideItsKey();
    assertThat(cipher.openAccess(row).value()).isEqualTo("access-one");

    fixture.inTransaction(() -> vault.expire(ACME, ONE));

    assertThatExceptionOfType(CredentialUnreadable.class).isThrownBy(() -> cipher.openAccess(row));
    assertThat(output.getAll()).doesNotContain("security event");
  }

  @Test
  void what_is_sealed_elsewhere_has_a_key_that_is_no_credentials() {
    byte[] sealed = fixture.sealer().seal("verifier-1".getBytes(UTF_8), "verifier", "attempt-1");

    try (var other = new VaultFixture(fixture.keys(), Map.of())) {
      assertThat(other.sealer().open(sealed, "verifier", "attempt-1"))
          .asString()
          .isEqualTo("verifier-1");
      byte[] theirs = other.sealer().seal(new byte[] {7}, "verifier", "attempt-2");
      assertThat(fixture.sealer().open(theirs, "verifier", "attempt-2")).containsExactly(7);
      sealed[5]++;
      assertThatExceptionOfType(SealBroken.class)
          .isThrownBy(() -> other.sealer().open(sealed, "verifier", "attempt-1"));
    }
  }

  /** As a statement reads it that waited for whoever gave it its key. */
  private StoredCredential readBesideItsKey() {
    var read = fixture.bean(CredentialRows.class).active(ACME, ONE).orElseThrow();
    var key = new DataKey(Objects.requireNonNull(read.key()).id(), null, null);
    return new StoredCredential(read.place(), read.version(), read.tokens(), key);
  }

  private void assertShredded(CredentialId credential) {
    assertThat(key(credential)).containsEntry("wrapped", null);
    assertThat(key(credential).get("destroyed_at")).isNotNull();
  }

  private void writeBack(Map<String, Object> copy) {
    VaultFixture.untriggered(
        owner ->
            owner
                .sql(
                    """
                    update command.credential
                       set status = 'ACTIVE', access_ct = :access, refresh_ct = :refresh,
                           refresh_fingerprint = :fingerprint, destroyed_at = null
                    """)
                .param("access", copy.get("access_ct"))
                .param("refresh", copy.get("refresh_ct"))
                .param("fingerprint", copy.get("refresh_fingerprint"))
                .update());
  }

  private Map<String, Object> key(CredentialId credential) {
    return keys().stream()
        .filter(row -> Objects.equals(row.get("owner"), credential.toString()))
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, Object>> keys() {
    return fixture
        .db()
        .sql(
            """
            select k.*, c.credential_id::text as credential_id
              from command.data_key k join command.credential c using (data_key_id)
            """)
        .query()
        .listOfRows();
  }

  private List<Object> column(String name) {
    return keys().stream().map(row -> row.get(name)).toList();
  }
}
