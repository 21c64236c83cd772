package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** R23: HubSpot acts, and its reply is lost on the way. */
@Tag("R23")
class LostReplyTest {

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();

  @AfterEach
  void wellAgain() {
    Agency.SANDBOX.reset();
  }

  @Test
  void an_exchange_fails_the_member_is_told_and_the_next_try_succeeds() {
    lose("TOKEN");
    var attempt = agency.setOut();
    agency.arrive(agency.decide(attempt, Agency.adminOf(portal), portal, "grant"));

    Eventually.holds(() -> assertThat(agency.outcomesOf(attempt)).hasSize(1));
    assertThat(agency.outcomesOf(attempt).getFirst().get("kind").asString())
        .isEqualTo("authorization-failed");
    assertThat(agency.outcomesOf(attempt).getFirst().get("cause").asString())
        .isEqualTo("HUBSPOT_UNAVAILABLE");

    Agency.SANDBOX.reset();
    assertThat(agency.connect(portal).getPath()).isEqualTo("/client-accounts");
  }

  @Test
  void a_revocation_is_repeated_until_the_reply_arrives() {
    agency.connect(portal);
    lose("REVOKE");

    assertThat(agency.remove(portal).status()).isEqualTo(200);

    Eventually.holds(
        () ->
            assertThat(agency.account(portal, 1).get("upstreamRevocation").asString())
                .isEqualTo("CONFIRMED"));
    assertThat(Ledger.triesToRevoke(portal)).isEqualTo(2);
  }

  private void lose(String endpoint) {
    Agency.SANDBOX.knobs(
        """
        {"faults": [{"endpoint": "%s", "kind": "DROP_CONNECTION", "when": "AFTER", "times": 1,
                     "portal": %d}]}
        """
            .formatted(endpoint, portal));
  }
}
