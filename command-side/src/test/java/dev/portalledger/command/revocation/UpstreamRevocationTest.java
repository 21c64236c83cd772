package dev.portalledger.command.revocation;

import static dev.portalledger.events.connection.RevocationExtent.GRANT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From the end here to the end at HubSpot, and to the proof of it. */
class UpstreamRevocationTest {

  private final RevokingLedger ledger = new RevokingLedger();

  @AfterEach
  void nothing_waits() {
    ledger.hubSpot.is(Mood.WELL);
    ledger.untilDone();
  }

  @Test
  void hubspot_confirms_is_asked_again_later_and_only_then_the_token_is_destroyed() {
    var portal = ledger.removed(GRANT);
    ledger.nextTry();

    assertThat(ledger.story(portal))
        .containsExactly("revoked REMOVED_BY_MEMBER", "upstream-revocation-confirmed");
    assertThat(ledger.credential(portal)).isEqualTo("REVOKING");
    assertThat(ledger.column(portal, "next_at > clock_timestamp() + interval '50 seconds'"))
        .isEqualTo("true");

    ledger.nextTry();

    assertThat(ledger.story(portal).getLast()).isEqualTo("revocation-probed DEAD");
    assertThat(ledger.credential(portal)).isEqualTo("DESTROYED");
    assertThat(ledger.column(portal, "status")).isEqualTo("CONFIRMED");
  }

  @Test
  void the_end_says_until_when_a_token_issued_before_may_still_work() {
    var portal = ledger.removed(GRANT);

    var until =
        ledger
            .db()
            .sql(
                """
                select convert_from(payload, 'UTF8')::jsonb ->> 'residualAccessUntil'
                  from events.event where aggregate_identifier = ? and sequence_number = 1
                """)
            .param(portal.stream())
            .query(String.class)
            .single();
    assertThat(Instant.parse(until))
        .isBetween(
            Instant.now().plus(25, ChronoUnit.MINUTES), Instant.now().plus(31, ChronoUnit.MINUTES));
  }

  @Test
  void a_token_that_died_before_is_no_residual_access() {
    var portal = ledger.connected();
    ledger
        .db()
        .sql(
            """
            update command.credential set access_expires_at = clock_timestamp() - interval '1 second'
             where portal_id = ?
            """)
        .param(portal.value())
        .update();

    ledger.remove(portal, GRANT);

    assertThat(
            ledger
                .db()
                .sql(
                    """
                    select (convert_from(payload, 'UTF8')::jsonb -> 'residualAccessUntil')::text
                      from events.event where aggregate_identifier = ? and sequence_number = 1
                    """)
                .param(portal.stream())
                .query(String.class)
                .single())
        .isEqualTo("null");
  }

  @Test
  void after_seven_days_without_a_confirmation_it_is_given_up_and_somebody_has_to_act() {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = ledger.removed(GRANT);
    ledger.later(portal, "6 days 23 hours 59 minutes");
    ledger.nextTry();
    assertThat(ledger.story(portal)).containsExactly("revoked REMOVED_BY_MEMBER");

    ledger.later(portal, "1 minute");
    ledger.nextTry();

    assertThat(ledger.story(portal).getLast())
        .isEqualTo("upstream-revocation-failed NOT_CONFIRMED_IN_TIME REMOVE_APP_IN_CONNECTED_APPS");
    assertThat(ledger.credential(portal)).isEqualTo("DESTROYED");
    assertThat(ledger.waiting()).isZero();
  }

  @Test
  void a_token_that_lives_although_hubspot_confirmed_is_revoked_again() {
    var portal = ledger.connected();
    var token = "refresh-%s-1".formatted(portal);
    ledger.asked.onlyInWords(token);
    ledger.remove(portal, GRANT);
    ledger.nextTry();
    ledger.nextTry();
    assertThat(ledger.column(portal, "stage")).isEqualTo("REVOKE");

    ledger.asked.inDeedAgain(token);
    ledger.untilDone();

    assertThat(ledger.asked.asked()).filteredOn(token::equals).hasSize(2);
    assertThat(ledger.story(portal))
        .containsExactly(
            "revoked REMOVED_BY_MEMBER", "upstream-revocation-confirmed", "revocation-probed DEAD");
  }

  @Test
  void a_token_that_lives_for_seven_days_is_said_to_live() {
    var portal = ledger.connected();
    ledger.asked.onlyInWords("refresh-%s-1".formatted(portal));
    ledger.remove(portal, GRANT);
    ledger.nextTry();
    ledger.later(portal, "7 days");
    ledger.nextTry();

    assertThat(ledger.story(portal).getLast()).isEqualTo("revocation-probed ALIVE");
    assertThat(ledger.credential(portal)).isEqualTo("DESTROYED");
  }

  @Test
  void a_probe_that_hubspot_does_not_answer_for_a_day_is_given_up() {
    var portal = ledger.removed(GRANT);
    ledger.nextTry();
    ledger.hubSpot.is(Mood.DOWN);
    ledger.nextTry();
    assertThat(ledger.column(portal, "status")).isEqualTo("PENDING");

    ledger.later(portal, "1 day");
    ledger.nextTry();

    assertThat(ledger.story(portal).getLast()).isEqualTo("revocation-probed NOT_ANSWERED");
    assertThat(ledger.credential(portal)).isEqualTo("DESTROYED");
  }

  @Test
  void one_that_cannot_be_opened_is_tried_again_later_and_holds_up_no_other() {
    var broken = ledger.removed(GRANT);
    var whole = ledger.removed(GRANT);
    ledger
        .db()
        .sql("update command.credential set refresh_ct = '\\x00' where portal_id = ?")
        .param(broken.value())
        .update();

    ledger.nextTry();

    assertThat(ledger.story(whole)).contains("upstream-revocation-confirmed");
    assertThat(ledger.story(broken)).containsExactly("revoked REMOVED_BY_MEMBER");
    assertThat(ledger.column(broken, "tries || ' ' || last_failure"))
        .isEqualTo("1 CredentialUnreadable");
    assertThat(ledger.column(broken, "next_at > clock_timestamp()")).isEqualTo("true");
    ledger.db().sql("delete from command.revocation where status = 'PENDING'").update();
  }

  @Test
  @DisplayName("R23: the reply is lost after HubSpot acted: repeated, ends confirmed")
  void a_lost_reply_is_repeated() {
    ledger.asked.losesNextReply(RevokingLedger.REVOKE);
    var portal = ledger.removed(GRANT);
    ledger.nextTry();
    assertThat(ledger.story(portal)).containsExactly("revoked REMOVED_BY_MEMBER");

    ledger.untilDone();

    assertThat(ledger.asked.asked())
        .filteredOn("refresh-%s-1".formatted(portal)::equals)
        .hasSize(2);
    assertThat(ledger.story(portal))
        .containsExactly(
            "revoked REMOVED_BY_MEMBER", "upstream-revocation-confirmed", "revocation-probed DEAD");
  }

  @Test
  @DisplayName("T42: a connection that lives on the very same token keeps working")
  void a_token_that_another_connection_lives_on_is_not_revoked() {
    var portal = ledger.removed(GRANT);
    ledger.ledger.grant(portal, 1); // HubSpot gives a new consent the token it gave before

    ledger.untilDone();

    assertThat(ledger.story(portal))
        .containsExactly(
            "revoked REMOVED_BY_MEMBER",
            "reconnected",
            "upstream-revocation-failed TOKEN_SHARED NONE");
    assertThat(ledger.asked.asked()).doesNotContain("refresh-%s-1".formatted(portal));
    assertThat(ledger.credential(portal)).isEqualTo("ACTIVE");
  }

  @Test
  @DisplayName("T42: nor is it revoked again when HubSpot gives it out anew before the probe")
  void a_token_that_came_to_life_again_is_left_alone() {
    var portal = ledger.removed(GRANT);
    ledger.nextTry();
    ledger.ledger.grant(portal, 1);

    ledger.untilDone();

    assertThat(ledger.story(portal).getLast()).isEqualTo("revocation-probed TOKEN_IN_USE_AGAIN");
    assertThat(ledger.asked.asked())
        .filteredOn("refresh-%s-1".formatted(portal)::equals)
        .hasSize(1);
    assertThat(ledger.credential(portal)).isEqualTo("ACTIVE");
  }
}
