package dev.portalledger.command.reconciliation;

import static dev.portalledger.command.reconciliation.Difference.Kind.CREDENTIAL_WITHOUT_EVENT;
import static dev.portalledger.command.reconciliation.Difference.Kind.EVENT_WITHOUT_CREDENTIAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** T35: the nightly comparison finds a token nobody granted on record, and a grant without one. */
@ExtendWith(OutputCaptureExtension.class)
class ReconciliationTest {

  /** Numbers no other test uses; what others left behind is not looked at. */
  private static final AtomicLong PORTALS = new AtomicLong(7_350_000_000L);

  private final JdbcClient owner = CommandDatabase.asOwner();
  private final Reconciliation reconciliation =
      new Reconciliation(JdbcClient.create(CommandDatabase.asCommandSide()));
  private final long portal = PORTALS.incrementAndGet();

  @AfterEach
  void leave() {
    owner
        .sql("delete from command.credential where portal_id = :portal")
        .param("portal", portal)
        .update();
  }

  @Test
  @DisplayName(
      "T35: a grant with its credential is no difference, however the event was named then")
  void a_grant_and_its_credential_agree() {
    event(0, "dev.portalledger.events.connection.PortalConnected");
    credential(0);
    assertThat(here()).isEmpty();

    event(1, "portal-connection.reconnected");
    forget();
    credential(1);
    assertThat(here()).isEmpty();
  }

  @Test
  @DisplayName("T35: a credential that no event granted is found")
  void a_credential_without_its_event_is_found() {
    credential(0);

    assertThat(here()).containsExactly(new Difference(CREDENTIAL_WITHOUT_EVENT, portal));
  }

  @Test
  @DisplayName("T35: a credential of an older grant, and one of an ended connection, are found")
  void a_credential_of_another_event_is_found() {
    event(0, "portal-connection.connected");
    event(1, "portal-connection.reconnected");
    credential(0);
    assertThat(here()).containsExactly(new Difference(CREDENTIAL_WITHOUT_EVENT, portal));

    forget();
    credential(1);
    event(2, "portal-connection.revoked");
    assertThat(here()).containsExactly(new Difference(CREDENTIAL_WITHOUT_EVENT, portal));
  }

  @Test
  @DisplayName("T35: a grant whose credential is gone is found, an ended one needs none")
  void a_grant_without_a_credential_is_found() {
    event(0, "portal-connection.connected");
    assertThat(here()).containsExactly(new Difference(EVENT_WITHOUT_CREDENTIAL, portal));

    event(1, "portal-connection.upstream-revocation-confirmed");
    assertThat(here()).as("says nothing of a grant").hasSize(1);
    event(2, "portal-connection.expired");
    assertThat(here()).isEmpty();
  }

  @Test
  @DisplayName("T35: a difference degrades the health and is told in the log")
  void a_difference_is_told(CapturedOutput output) {
    credential(0);
    var health = new ReconciliationHealth(reconciliation, Clock.systemUTC());
    assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

    health.compare();

    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
    assertThat(health.health().getDetails().get("differences")).isNotEqualTo(0);
    assertThat(output.getAll()).contains("ALARM: vault and ledger differ");
  }

  private List<Difference> here() {
    return reconciliation.differences().stream()
        .filter(difference -> difference.portalId() == portal)
        .toList();
  }

  private void event(long sequence, String type) {
    owner
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier,
                                      time_stamp, payload_type, meta_data, payload, tenant)
            values (:stream, :sequence, 'PortalConnection', gen_random_uuid()::text, now(), :type,
                    '{"organization":"acme"}', '{}', 'acme')
            """)
        .param("stream", "portal-" + portal)
        .param("sequence", sequence)
        .param("type", type)
        .update();
  }

  private void credential(long grantedBy) {
    owner
        .sql(
            """
            insert into command.credential
              (credential_id, organization_id, attempt_id, portal_id, generation, status, access_ct,
               access_expires_at, refresh_ct, refresh_fingerprint, key_id, granted_by_version)
            values (:id, 'acme', :attempt, :portal, 1, 'ACTIVE', '\\x01', clock_timestamp(), '\\x01',
                    :fingerprint, 1, :version)
            """)
        .param("id", UUID.randomUUID())
        .param("attempt", UUID.randomUUID().toString())
        .param("portal", portal)
        .param("fingerprint", UUID.randomUUID().toString().getBytes(UTF_8))
        .param("version", grantedBy)
        .update();
  }

  private void forget() {
    owner
        .sql("delete from command.credential where portal_id = :portal")
        .param("portal", portal)
        .update();
  }
}
