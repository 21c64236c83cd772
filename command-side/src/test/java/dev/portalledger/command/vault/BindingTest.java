package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.attempt;
import static dev.portalledger.command.vault.VaultFixture.tokens;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

/** What stands in the table is of no use, and of none in any other place. */
@ExtendWith(OutputCaptureExtension.class)
class BindingTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId GLOBEX = new OrganizationId("globex");
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
  @DisplayName("T1: a row shows no token in any spelling")
  void a_row_shows_no_token_in_any_spelling() {
    connect(ACME, ONE, 1, "canary-9f3c");
    vault.keepPending(attempt(), ACME, tokens("canary-9f3c-pending"));

    var raw =
        fixture
            .db()
            .sql(
                "select convert_from(convert_to(c::text, 'UTF8'), 'UTF8') from command.credential"
                    + " c")
            .query(String.class)
            .list()
            .toString();

    for (String secret : List.of("access-canary-9f3c", "refresh-canary-9f3c", "canary-9f3c")) {
      byte[] bytes = secret.getBytes(UTF_8);
      assertThat(raw)
          .doesNotContain(secret)
          .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes))
          .doesNotContain(HexFormat.of().formatHex(bytes));
    }
  }

  @Test
  void ciphertexts_of_two_rows_cannot_change_places(CapturedOutput output) {
    connect(ACME, ONE, 1, "one");
    connect(GLOBEX, TWO, 1, "two");

    tamper(
        """
        update command.credential c set access_ct = o.access_ct, refresh_ct = o.refresh_ct
          from command.credential o where o.credential_id <> c.credential_id
        """);

    assertUnreadable(ACME, ONE);
    assertUnreadable(GLOBEX, TWO);
    assertThat(output.getAll().lines().filter(line -> line.contains("security event"))).hasSize(2);
    assertThat(output.getAll()).doesNotContain("access-one").doesNotContain("refresh-one");
  }

  @Test
  void ciphertexts_of_one_row_cannot_change_columns() {
    connect(ACME, ONE, 1, "one");

    tamper("update command.credential set access_ct = refresh_ct, refresh_ct = access_ct");

    assertUnreadable(ACME, ONE);
  }

  @Test
  void a_row_opens_for_no_other_organization_portal_generation_attempt_or_key() {
    for (String change :
        List.of(
            "organization_id = 'globex'",
            "portal_id = 1002",
            "generation = 2",
            "attempt_id = 'another'",
            "credential_id = gen_random_uuid()")) {
      fixture.close();
      open();
      connect(ACME, ONE, 1, "one");

      tamper("update command.credential set " + change);

      assertThat(opens(ACME, ONE) || opens(GLOBEX, ONE) || opens(ACME, TWO)).as(change).isFalse();
    }
  }

  @Test
  void an_older_generation_written_back_does_not_open() {
    connect(ACME, ONE, 1, "first");
    var old = fixture.rows().getFirst();
    connect(ACME, ONE, 2, "second");

    fixture
        .db()
        .sql(
            "update command.credential set access_ct = :a, refresh_ct = :r where status = 'ACTIVE'")
        .param("a", old.get("access_ct"))
        .param("r", old.get("refresh_ct"))
        .update();

    assertUnreadable(ACME, ONE);
  }

  @Test
  void a_pending_row_passed_off_as_another_attempts_does_not_activate() {
    var mine = attempt();
    var theirs = attempt();
    vault.keepPending(mine, ACME, tokens("mine"));
    vault.keepPending(theirs, ACME, tokens("theirs"));

    tamper(
        """
        update command.credential c set access_ct = o.access_ct, refresh_ct = o.refresh_ct
          from command.credential o where o.credential_id <> c.credential_id
        """);

    assertThatExceptionOfType(CredentialUnreadable.class)
        .isThrownBy(() -> fixture.inTransaction(() -> vault.activate(mine, ACME, ONE, 1, 0)));
  }

  @Test
  void a_plain_token_in_the_row_is_never_taken_for_one() {
    connect(ACME, ONE, 1, "one");

    tamper("update command.credential set access_ct = convert_to('access-one', 'UTF8')");

    assertUnreadable(ACME, ONE);
  }

  @Test
  void sealed_bytes_open_at_their_own_place_only(CapturedOutput output) {
    var sealer = fixture.sealer();
    byte[] sealed = sealer.seal("canary-77".getBytes(UTF_8), "verifier", "attempt-1");

    assertThat(new String(sealer.open(sealed, "verifier", "attempt-1"), UTF_8))
        .isEqualTo("canary-77");
    for (String[] elsewhere :
        List.of(
            new String[] {"verifier", "attempt-2"},
            new String[] {"idempotency", "attempt-1"},
            new String[] {"verifierattempt", "-1"},
            new String[] {"verifier", "attempt-1", ""})) {
      assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> sealer.open(sealed, elsewhere));
    }
    assertThat(output.getAll()).contains("security event").doesNotContain("canary-77");
  }

  @Test
  @DisplayName("T3: an older version of the same row neither opens nor lets itself be written back")
  void an_older_version_written_back_does_not_open(CapturedOutput output) {
    connect(ACME, ONE, 1, "first");
    var old = fixture.rows().getFirst();
    refresh(ACME, ONE, "second");
    assertThat(vault.active(ACME, ONE).orElseThrow().access().value()).isEqualTo("access-second");

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> tamper("update command.credential set credential_version = 1"))
        .withMessageContaining("never goes back");
    fixture
        .db()
        .sql(
            """
            update command.credential
               set access_ct = :a, refresh_ct = :r, refresh_fingerprint = :f
            """)
        .param("a", old.get("access_ct"))
        .param("r", old.get("refresh_ct"))
        .param("f", old.get("refresh_fingerprint"))
        .update();

    assertUnreadable(ACME, ONE);
    assertThat(output.getAll()).contains("security event");
  }

  @Test
  @DisplayName("T2, T3: an access token opens for a lease in its own column and version only")
  void an_access_token_opens_in_its_own_column_and_version_only() {
    connect(ACME, ONE, 1, "first");
    var old = fixture.rows().getFirst();
    tamper("update command.credential set access_ct = refresh_ct");
    assertNotHeld();

    refresh(ACME, ONE, "second");
    assertThat(fixture.turns().held(ACME, ONE).orElseThrow().token().value())
        .isEqualTo("access-second");
    fixture
        .db()
        .sql("update command.credential set access_ct = :old")
        .param("old", old.get("access_ct"))
        .update();
    assertNotHeld();
  }

  private void assertNotHeld() {
    assertThatExceptionOfType(CredentialUnreadable.class)
        .isThrownBy(() -> fixture.turns().held(ACME, ONE));
  }

  @Test
  void data_keys_cannot_change_places_nor_owners() {
    for (String change :
        List.of(
            "update command.credential c set data_key_id = o.data_key_id"
                + " from command.credential o where o.credential_id <> c.credential_id",
            "update command.data_key k set wrapped = o.wrapped from command.data_key o where"
                + " o.data_key_id <> k.data_key_id and k.owner <> 'sealed' and o.owner <> 'sealed'",
            "update command.data_key k set owner = o.owner from command.data_key o where"
                + " o.data_key_id <> k.data_key_id and k.owner <> 'sealed' and o.owner <> 'sealed'",
            "update command.data_key set kek_id = 'local:1' where owner <> 'sealed'")) {
      fixture.close();
      open();
      connect(ACME, ONE, 1, "one");
      connect(GLOBEX, TWO, 1, "two");

      CommandDatabase.asOwner()
          .sql("alter table command.credential drop constraint credential_data_key_id_key")
          .update();
      try {
        assertThat(VaultFixture.tamper(change)).isEqualTo(2);
        assertUnreadable(ACME, ONE);
        assertUnreadable(GLOBEX, TWO);
      } finally {
        CommandDatabase.asOwner()
            .sql("alter table command.credential add unique (data_key_id)")
            .update();
      }
    }
  }

  @Test
  void a_refresh_token_counted_as_another_is_not_used() {
    connect(ACME, ONE, 1, "one");

    tamper("update command.credential set refresh_fingerprint = decode('00', 'hex')");

    assertUnreadable(ACME, ONE);
  }

  private void connect(OrganizationId organization, PortalId portal, int generation, String name) {
    fixture.connect(organization, portal, generation, name);
  }

  private void refresh(OrganizationId organization, PortalId portal, String name) {
    var turns = fixture.turns();
    var turn =
        turns
            .take(organization, portal, new Turns.Want.Beyond(1), Duration.ofSeconds(15))
            .orElseThrow();
    var fresh = tokens(name);
    assertThat(turns.keep(turn, fresh.access(), Duration.ofMinutes(30), fresh.refresh()))
        .isPresent();
  }

  private void tamper(String sql) {
    assertThat(fixture.db().sql(sql).update()).isPositive();
  }

  private boolean opens(OrganizationId organization, PortalId portal) {
    try {
      return vault.active(organization, portal).isPresent();
    } catch (CredentialUnreadable _) {
      return false;
    }
  }

  private void assertUnreadable(OrganizationId organization, PortalId portal) {
    assertThatExceptionOfType(CredentialUnreadable.class)
        .isThrownBy(() -> vault.active(organization, portal))
        .withNoCause()
        .satisfies(
            thrown ->
                assertThat(thrown)
                    .hasMessageContaining(thrown.credential().toString())
                    .hasMessageNotContaining("refresh-")
                    .hasMessageNotContaining("access-"));
  }
}
