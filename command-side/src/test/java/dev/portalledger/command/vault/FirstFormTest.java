package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.attempt;
import static dev.portalledger.command.vault.VaultFixture.like;
import static dev.portalledger.command.vault.VaultFixture.tokens;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.crypto.tink.Aead;
import dev.portalledger.command.vault.keys.PrivateFiles;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What was encrypted before there were data keys is not lost, and gets one when it is written. */
@ExtendWith(OutputCaptureExtension.class)
class FirstFormTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final PortalId ONE = new PortalId(1001);
  private static final long KEY_ID = 4711;

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
  void an_active_one_opens_and_a_refresh_gives_it_a_key() throws Exception {
    fixture.connect(ACME, ONE, 1, "old");
    toFirstForm("old");

    assertThat(vault.active(ACME, ONE)).hasValueSatisfying(like("old"));
    var turns = fixture.turns();
    assertThat(turns.held(ACME, ONE).orElseThrow().token().value()).isEqualTo("access-old");
    var turn =
        turns.take(ACME, ONE, new Turns.Want.Beyond(1), Duration.ofSeconds(15)).orElseThrow();
    assertThat(turns.keep(turn, new AccessToken("access-new"), Duration.ofMinutes(30), null))
        .isPresent();

    assertHasItsKey();
    var now = vault.active(ACME, ONE).orElseThrow();
    assertThat(now.access().value()).isEqualTo("access-new");
    assertThat(now.refresh().value()).isEqualTo("refresh-old");
  }

  @Test
  void a_refresh_that_comes_too_late_leaves_no_key_behind() throws Exception {
    fixture.connect(ACME, ONE, 1, "old");
    toFirstForm("old");
    var turns = fixture.turns();
    var turn =
        turns.take(ACME, ONE, new Turns.Want.Beyond(1), Duration.ofSeconds(15)).orElseThrow();
    fixture.inTransaction(() -> vault.release(ACME, ONE));

    assertThat(turns.keep(turn, new AccessToken("late"), Duration.ofMinutes(30), null)).isEmpty();

    assertThat(fixture.rows().getFirst()).containsEntry("data_key_id", null);
    assertThat(
            fixture
                .db()
                .sql("select count(*) from command.data_key where owner <> 'sealed'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(vault.forRevocation(turn.credential())).contains(new RefreshToken("refresh-old"));
  }

  @Test
  void a_pending_one_becomes_active_with_a_key() throws Exception {
    var attempt = attempt();
    vault.keepPending(attempt, ACME, tokens("old"));
    toFirstForm("old");

    fixture.inTransaction(() -> vault.activate(attempt, ACME, ONE, 1, 0));

    assertHasItsKey();
    assertThat(vault.active(ACME, ONE)).hasValueSatisfying(like("old"));
  }

  @Test
  void the_next_rotation_gives_keys_to_those_that_nobody_writes() throws Exception {
    fixture.connect(ACME, ONE, 1, "old");
    toFirstForm("old");
    var removed = fixture.inTransaction(() -> vault.release(ACME, ONE)).orElseThrow();

    fixture.bean(Rewrapping.class).round();

    assertHasItsKey();
    assertThat(vault.forRevocation(removed)).contains(new RefreshToken("refresh-old"));
    fixture.inTransaction(() -> vault.destroy(removed));
    assertThat(
            fixture
                .db()
                .sql("select wrapped from command.data_key where owner = :owner")
                .param("owner", removed.toString())
                .query()
                .singleRow())
        .containsEntry("wrapped", null);
  }

  @Test
  void it_is_bound_to_its_place_as_ever(CapturedOutput output) throws Exception {
    fixture.connect(ACME, ONE, 1, "old");
    toFirstForm("old");
    VaultFixture.tamper("update command.credential set generation = 2");

    assertThatExceptionOfType(CredentialUnreadable.class).isThrownBy(() -> vault.active(ACME, ONE));
    assertThat(output.getAll()).contains("security event");
  }

  @Test
  void what_stands_elsewhere_opens_as_well() throws Exception {
    byte[] old =
        keyset()
            .encrypt(
                "verifier-1".getBytes(UTF_8), Place.of("sealed", "verifier", "attempt-1").bytes());

    assertThat(fixture.sealer().open(old, "verifier", "attempt-1"))
        .asString()
        .isEqualTo("verifier-1");
    assertThatExceptionOfType(SealBroken.class)
        .isThrownBy(() -> fixture.sealer().open(old, "verifier", "attempt-2"));
  }

  private void assertHasItsKey() {
    var row = fixture.rows().getFirst();
    assertThat(row).containsEntry("key_id", null);
    assertThat(row.get("data_key_id")).isNotNull();
  }

  /** As the only row was written before. */
  private void toFirstForm(String name) throws GeneralSecurityException {
    var row = fixture.rows().getFirst();
    var place =
        new CredentialPlace(
            new CredentialId(requireNonNull((UUID) row.get("credential_id"))),
            ACME.value(),
            requireNonNull((String) row.get("attempt_id")),
            (Long) row.get("portal_id"),
            (Integer) row.get("generation"),
            null,
            Long.toString(KEY_ID));
    byte[] access = encrypted("access-" + name, place.field("access"));
    byte[] refresh = encrypted("refresh-" + name, place.field("refresh"));
    VaultFixture.untriggered(
        owner ->
            owner
                .sql(
                    """
                    update command.credential
                       set access_ct = :access, refresh_ct = :refresh, key_id = :key,
                           data_key_id = null
                    """)
                .param("access", access)
                .param("refresh", refresh)
                .param("key", KEY_ID)
                .update());
    VaultFixture.tamper("delete from command.data_key where owner <> 'sealed'");
  }

  private byte[] encrypted(String token, Place place) throws GeneralSecurityException {
    return keyset().encrypt(token.getBytes(UTF_8), place.bytes());
  }

  private Aead keyset() {
    return new PrivateFiles("test").primitive(fixture.keys().resolve("vault.json"), Aead.class);
  }
}
