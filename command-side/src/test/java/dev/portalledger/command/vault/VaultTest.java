package dev.portalledger.command.vault;

import static dev.portalledger.command.vault.VaultFixture.attempt;
import static dev.portalledger.command.vault.VaultFixture.like;
import static dev.portalledger.command.vault.VaultFixture.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.IllegalTransactionStateException;

class VaultTest {

  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final OrganizationId GLOBEX = new OrganizationId("globex");
  private static final PortalId PORTAL = new PortalId(1001);

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
  void a_connection_lives_on_the_tokens_of_its_attempt() {
    var activated = connect(ACME, PORTAL, 1, "first");

    assertThat(activated.superseded()).isNull();
    assertThat(vault.active(ACME, PORTAL)).hasValueSatisfying(like("first"));
    assertThat(vault.active(GLOBEX, PORTAL)).isEmpty();
    assertThat(vault.active(ACME, new PortalId(1002))).isEmpty();
  }

  @Test
  void tokens_end_by_the_databases_clock_however_wrong_this_nodes_is() {
    connect(ACME, PORTAL, 1, "first");

    assertThat(fixture.turns().held(ACME, PORTAL).orElseThrow().life())
        .isBetween(VaultFixture.LIFE.minusSeconds(60), VaultFixture.LIFE.plusSeconds(1));
  }

  @Test
  void what_was_found_dead_is_ended_only_if_it_is_what_the_connection_still_lives_on() {
    connect(ACME, PORTAL, 1, "first");
    long version = vault.current(ACME, PORTAL).orElseThrow().version();

    assertThat(fixture.inTransaction(() -> vault.restsOn(ACME, PORTAL, version))).isTrue();
    assertThat(fixture.inTransaction(() -> vault.restsOn(ACME, PORTAL, version + 1))).isFalse();
    assertThat(fixture.inTransaction(() -> vault.restsOn(GLOBEX, PORTAL, version)))
        .as("nothing is there that could have been replaced")
        .isTrue();
  }

  @Test
  void pending_tokens_stay_when_the_caller_fails_afterwards() {
    var attempt = attempt();
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                fixture.inTransaction(
                    () -> {
                      vault.keepPending(attempt, ACME, tokens("fresh"));
                      throw new IllegalStateException("the process fails here");
                    }));

    assertThat(vault.pendingOlderThan(Duration.ZERO))
        .extracting(PendingCredential::attempt)
        .containsExactly(attempt);
  }

  @Test
  void what_changes_a_credential_needs_the_callers_transaction() {
    var attempt = attempt();
    vault.keepPending(attempt, ACME, tokens("fresh"));

    assertThatExceptionOfType(IllegalTransactionStateException.class)
        .isThrownBy(() -> vault.activate(attempt, ACME, PORTAL, 1, 0));
    assertThatExceptionOfType(IllegalTransactionStateException.class)
        .isThrownBy(() -> vault.refuse(attempt));
    assertThatExceptionOfType(IllegalTransactionStateException.class)
        .isThrownBy(() -> vault.release(ACME, PORTAL));
    assertThatExceptionOfType(IllegalTransactionStateException.class)
        .isThrownBy(() -> vault.expire(ACME, PORTAL));
  }

  @Test
  void an_attempt_without_tokens_activates_nothing() {
    var attempt = attempt();
    vault.keepPending(attempt, ACME, tokens("fresh"));

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> activate(attempt(), ACME, PORTAL, 1));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> activate(attempt, GLOBEX, PORTAL, 1));
    assertThat(vault.active(ACME, PORTAL)).isEmpty();
  }

  @Test
  void a_newer_generation_supersedes_the_older_and_its_token_is_to_be_revoked() {
    var first = connect(ACME, PORTAL, 1, "first");
    var second = connect(ACME, PORTAL, 2, "second");

    assertThat(second.superseded()).isEqualTo(first.credential());
    assertThat(fixture.status(first.credential())).isEqualTo("SUPERSEDED");
    assertThat(vault.active(ACME, PORTAL)).hasValueSatisfying(like("second"));
    assertThat(vault.forRevocation(first.credential())).contains(new RefreshToken("refresh-first"));
    assertThat(vault.sharedWithAnotherLiveCredential(first.credential())).isFalse();
  }

  @Test
  void the_very_same_refresh_token_again_leaves_nothing_to_revoke() {
    var first = connect(ACME, PORTAL, 1, "same");
    var second = connect(ACME, PORTAL, 2, "same");

    assertThat(second.superseded()).isNull();
    assertThat(fixture.status(first.credential())).isEqualTo("DESTROYED");
    assertThat(vault.active(ACME, PORTAL)).hasValueSatisfying(like("same"));
  }

  @Test
  void a_refused_grant_awaits_revocation_and_is_then_forgotten() {
    var attempt = attempt();
    var id = vault.keepPending(attempt, ACME, tokens("refused"));
    assertThat(vault.forRevocation(id)).as("nobody gave it up yet").isEmpty();

    assertThat(fixture.inTransaction(() -> vault.refuse(attempt))).contains(id);

    assertThat(vault.forRevocation(id)).contains(new RefreshToken("refresh-refused"));
    assertThat(fixture.inTransaction(() -> vault.refuse(attempt))).as("once only").isEmpty();
    fixture.inTransaction(() -> vault.destroy(id));
    fixture.inTransaction(() -> vault.destroy(id));
    assertThat(vault.forRevocation(id)).isEmpty();
    assertThat(fixture.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row)
                  .containsEntry("access_ct", null)
                  .containsEntry("refresh_ct", null)
                  .containsEntry("refresh_fingerprint", null)
                  .containsEntry("status", "DESTROYED");
              assertThat(row.get("destroyed_at")).isNotNull();
            });
  }

  @Test
  void a_removed_connection_loses_its_access_token_at_once() {
    var id = connect(ACME, PORTAL, 1, "removed").credential();

    assertThat(fixture.inTransaction(() -> vault.release(ACME, PORTAL))).contains(id);

    assertThat(vault.active(ACME, PORTAL)).isEmpty();
    assertThat(fixture.rows())
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("access_ct", null));
    assertThat(vault.forRevocation(id)).contains(new RefreshToken("refresh-removed"));
    assertThat(fixture.inTransaction(() -> vault.release(ACME, PORTAL))).isEmpty();
  }

  @Test
  void a_dead_grant_is_forgotten_without_revocation() {
    var id = connect(ACME, PORTAL, 1, "dead").credential();

    fixture.inTransaction(() -> vault.expire(ACME, PORTAL));
    fixture.inTransaction(() -> vault.expire(ACME, PORTAL));

    assertThat(fixture.status(id)).isEqualTo("DESTROYED");
    assertThat(vault.active(ACME, PORTAL)).isEmpty();
    assertThat(vault.forRevocation(id)).isEmpty();
  }

  @Test
  void a_refused_grant_is_shared_if_a_live_connection_has_the_very_same_token() {
    connect(ACME, PORTAL, 1, "same");
    var same = refused(GLOBEX, "same");
    var other = refused(GLOBEX, "other");

    assertThat(vault.sharedWithAnotherLiveCredential(same)).isTrue();
    assertThat(vault.sharedWithAnotherLiveCredential(other)).isFalse();

    fixture.inTransaction(() -> vault.release(ACME, PORTAL));
    assertThat(vault.sharedWithAnotherLiveCredential(same)).isFalse();
  }

  @Test
  void a_refused_grant_is_shared_with_one_that_is_still_undecided() {
    vault.keepPending(attempt(), ACME, tokens("same"));

    assertThat(vault.sharedWithAnotherLiveCredential(refused(GLOBEX, "same"))).isTrue();
  }

  @Test
  void the_database_keeps_a_portal_to_one_organization() {
    connect(ACME, PORTAL, 1, "acme");

    assertThatExceptionOfType(DuplicateKeyException.class)
        .isThrownBy(() -> connect(GLOBEX, PORTAL, 1, "globex"));
    assertThat(vault.active(GLOBEX, PORTAL)).isEmpty();
  }

  @Test
  void the_database_lets_no_credential_go_back() {
    var id = refused(ACME, "gone");
    fixture.inTransaction(() -> vault.destroy(id));

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(
            () ->
                fixture
                    .db()
                    .sql("update command.credential set status = 'REVOKING', destroyed_at = null")
                    .update())
        .withMessageContaining("never goes back");
    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> fixture.db().sql("delete from command.credential").update())
        .havingRootCause()
        .withMessageContaining("permission denied");
  }

  @Test
  void the_database_lowers_no_generation() {
    connect(ACME, PORTAL, 2, "second");

    assertThatExceptionOfType(DataAccessException.class)
        .isThrownBy(() -> fixture.db().sql("update command.credential set generation = 1").update())
        .withMessageContaining("never goes back");
  }

  private CredentialId refused(OrganizationId organization, String name) {
    var attempt = attempt();
    vault.keepPending(attempt, organization, tokens(name));
    return fixture.inTransaction(() -> vault.refuse(attempt)).orElseThrow();
  }

  private Activated connect(
      OrganizationId organization, PortalId portal, int generation, String name) {
    var attempt = attempt();
    vault.keepPending(attempt, organization, tokens(name));
    return activate(attempt, organization, portal, generation);
  }

  private Activated activate(
      AttemptId attempt, OrganizationId organization, PortalId portal, int generation) {
    return fixture.inTransaction(
        () -> vault.activate(attempt, organization, portal, generation, generation - 1));
  }
}
