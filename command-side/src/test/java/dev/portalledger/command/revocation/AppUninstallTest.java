package dev.portalledger.command.revocation;

import static dev.portalledger.events.connection.RevocationExtent.GRANT;
import static dev.portalledger.events.connection.RevocationExtent.GRANT_AND_APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever removes a connection may want the app gone from the portal, too. */
class AppUninstallTest {

  private static final String REMOVED = "revoked REMOVED_BY_MEMBER";
  private static final String CONFIRMED = "upstream-revocation-confirmed";
  private static final String DEAD = "revocation-probed DEAD";

  private final RevokingLedger ledger = new RevokingLedger();

  @AfterEach
  void nothing_waits() {
    ledger.hubSpot.is(Mood.WELL);
    ledger.untilDone();
  }

  @Test
  void nobody_asked_so_the_app_stays() {
    var portal = ledger.removed(GRANT);
    ledger.untilDone();

    assertThat(ledger.story(portal)).containsExactly(REMOVED, CONFIRMED, DEAD);
    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isZero();
  }

  @Test
  void the_app_goes_first_because_a_revoked_grant_gives_no_access_to_ask_with() {
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.untilDone();

    assertThat(ledger.story(portal))
        .containsExactly(REMOVED, "app-uninstall-answered UNINSTALLED", CONFIRMED, DEAD);
    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isEqualTo(1);
  }

  @Test
  void it_waits_for_hubspot_as_the_revocation_does() {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = ledger.removed(GRANT_AND_APP);
    for (int tries = 0; tries < 5; tries++) {
      ledger.nextTry();
    }
    assertThat(ledger.story(portal)).containsExactly(REMOVED);

    ledger.hubSpot.is(Mood.WELL);
    ledger.untilDone();

    assertThat(ledger.story(portal)).contains("app-uninstall-answered UNINSTALLED", DEAD);
  }

  @Test
  void a_refusal_is_recorded_and_holds_up_no_revocation() {
    var portal = ledger.connected();
    ledger.asked.uninstallAnswers(portal.value(), 403);
    ledger.remove(portal, GRANT_AND_APP);
    ledger.untilDone();

    assertThat(ledger.story(portal))
        .containsExactly(REMOVED, "app-uninstall-answered REFUSED", CONFIRMED, DEAD);
  }

  @Test
  void three_calls_without_an_answer_are_enough_when_the_rest_of_hubspot_is_well() {
    var portal = ledger.connected();
    ledger.asked.uninstallAnswers(portal.value(), 500);
    ledger.remove(portal, GRANT_AND_APP);
    ledger.nextTry();
    ledger.nextTry();
    assertThat(ledger.story(portal)).containsExactly(REMOVED);

    ledger.untilDone();

    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isEqualTo(3);
    assertThat(ledger.story(portal))
        .containsExactly(REMOVED, "app-uninstall-answered NOT_ANSWERED", CONFIRMED, DEAD);
  }

  @Test
  void seven_days_without_access_to_the_portal_are_enough_and_revoking_goes_on_without() {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.later(portal, "6 days 23 hours 59 minutes");
    ledger.nextTry();
    assertThat(ledger.story(portal)).containsExactly(REMOVED);

    ledger.later(portal, "1 minute");
    ledger.nextTry();

    assertThat(ledger.story(portal))
        .containsExactly(REMOVED, "app-uninstall-answered NOT_ANSWERED");
    assertThat(ledger.column(portal, "stage")).isEqualTo("REVOKE");
  }

  @Test
  void a_token_that_hubspot_replaced_on_the_way_is_revoked_as_the_old_one_is() {
    var portal = ledger.connected();
    ledger.asked.rotates(portal.value());
    ledger.remove(portal, GRANT_AND_APP);
    ledger.untilDone();

    assertThat(ledger.asked.asked())
        .contains("refresh-%s-1".formatted(portal), "refresh-%s-1-rotated".formatted(portal));
    assertThat(ledger.story(portal))
        .containsExactly(REMOVED, "app-uninstall-answered UNINSTALLED", CONFIRMED, DEAD);
  }

  @Test
  @DisplayName("R23: a lost reply to the uninstall is known by the grant that died of it")
  void a_lost_reply_is_told_by_its_effect() {
    ledger.asked.losesNextReply(RevokingLedger.UNINSTALL);
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.untilDone();

    assertThat(ledger.story(portal)).contains("app-uninstall-answered UNINSTALLED");
    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isEqualTo(1);
  }

  @Test
  void a_grant_that_is_dead_already_opens_nothing() {
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.hubSpot.kill(portal.value());
    ledger.untilDone();

    assertThat(ledger.story(portal)).contains("app-uninstall-answered NO_ACCESS_LEFT", CONFIRMED);
    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isZero();
  }

  @Test
  @DisplayName("T42: a token that a consent of this very moment was given opens no way to the app")
  void a_token_that_was_given_out_anew_is_not_used_to_remove_the_app() {
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.ledger.consented(portal, 1);
    ledger.untilDone();

    assertThat(ledger.story(portal))
        .containsExactly(
            REMOVED,
            "app-uninstall-answered PORTAL_IN_USE",
            "upstream-revocation-failed TOKEN_SHARED NONE");
    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isZero();
  }

  @Test
  @DisplayName("T42: a portal that is connected again keeps the app")
  void a_portal_in_use_keeps_the_app() {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.nextTry();
    ledger.ledger.grant(portal, 2);
    ledger.hubSpot.is(Mood.WELL);
    ledger.untilDone();

    assertThat(ledger.story(portal))
        .containsExactly(
            REMOVED, "reconnected", "app-uninstall-answered PORTAL_IN_USE", CONFIRMED, DEAD);
    assertThat(ledger.hubSpot.calls(RevokingLedger.UNINSTALL)).isZero();
  }
}
