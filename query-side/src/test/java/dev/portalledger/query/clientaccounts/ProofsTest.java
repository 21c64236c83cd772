package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.query.Handling;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No status looks fresher than its proof. */
class ProofsTest {

  private JdbcClient db;
  private ClientAccounts accounts;
  private Handling projection;

  @BeforeEach
  void a_connection() {
    db = TestDatabase.empty();
    accounts = new ClientAccounts(db);
    projection = new Handling(new ClientAccountsProjection(db));
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
  }

  @Test
  void a_proof_is_newer_than_the_grant_and_no_event() {
    prove(1, Duration.ofHours(3), "SUPER_ADMIN");

    assertThat(shown().provenAt()).isAfter(Instant.now().minus(Duration.ofHours(4)));
    assertThat(shown().unprovenSince()).isNull();
    assertThat(shown().version()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"47,false", "49,true"})
  void after_two_days_nobody_claims_to_know(int hours, boolean isUnproven) {
    prove(1, Duration.ofHours(hours), "UNKNOWN");

    assertThat(shown().unprovenSince() != null).isEqualTo(isUnproven);
  }

  @Test
  void without_a_proof_the_grant_is_the_last_one() {
    assertThat(shown().provenAt()).isEqualTo(NOON);
    assertThat(shown().unprovenSince()).isEqualTo(NOON);
  }

  @Test
  void a_proof_of_an_earlier_grant_says_nothing_of_this_one() {
    prove(1, Duration.ofHours(1), "DEACTIVATED");
    projection.publish("portal-1001", 1, reconnected(2, minutesLater(9)));

    assertThat(shown().provenAt()).isEqualTo(minutesLater(9));
    assertThat(shown().authorizerRisk()).isEqualTo(AuthorizerRisk.NONE);
  }

  @Test
  void a_proof_of_a_grant_that_the_view_does_not_know_yet_waits_for_it() {
    prove(2, Duration.ofHours(1), "SUPER_ADMIN");

    assertThat(shown().provenAt()).isEqualTo(NOON);
  }

  @Test
  void a_proof_of_another_organization_s_connection_is_not_ours() {
    RunningQuerySide.prove(GLOBEX.value(), PORTAL.value(), 1, Duration.ofHours(1), "DEACTIVATED");

    assertThat(shown().provenAt()).isEqualTo(NOON);
  }

  @Test
  void one_that_has_ended_is_not_doubted() {
    projection.publish("portal-1001", 1, expired(minutesLater(5)));
    prove(1, Duration.ofDays(9), "UNKNOWN");

    assertThat(shown().unprovenSince()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "SUPER_ADMIN,SUPER_ADMIN,NONE",
    "SUPER_ADMIN,NOT_SUPER_ADMIN,NO_LONGER_ADMIN",
    "SUPER_ADMIN,DEACTIVATED,DEACTIVATED",
    "SUPER_ADMIN,UNKNOWN,NONE",
    "NOT_SUPER_ADMIN,NOT_SUPER_ADMIN,NONE",
    "NOT_SUPER_ADMIN,DEACTIVATED,DEACTIVATED",
    "UNKNOWN,NOT_SUPER_ADMIN,NONE"
  })
  void a_risk_is_what_changed_since_the_grant(
      AuthorizerStanding then, AuthorizerNow now, AuthorizerRisk risk) {
    assertThat(now.since(then)).isEqualTo(risk);
  }

  @Test
  void the_schedule_behind_it_is_not_for_this_side() {
    assertThatThrownBy(() -> db.sql("update proof.connection set proven_at = now()").update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }

  private ClientAccount shown() {
    var found = accounts.find(ACME, PORTAL.value()).orElseThrow();
    return new Proofs(db).of(ACME, found);
  }

  private static void prove(int generation, Duration ago, String authorizer) {
    RunningQuerySide.prove(ACME.value(), PORTAL.value(), generation, ago, authorizer);
  }
}
