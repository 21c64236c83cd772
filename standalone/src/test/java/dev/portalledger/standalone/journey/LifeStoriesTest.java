package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a connection at HubSpot, and how whoever looks here learns of it. */
@ExtendWith(Chromium.class)
class LifeStoriesTest {

  private static final Agency ACME = Agency.demo("acme");

  private final long portal = Agency.newPortal();

  @AfterEach
  void nothing_stays_connected() {
    Agency.SANDBOX.reset();
    ACME.removeEverything();
  }

  @Test
  void an_app_that_is_uninstalled_in_hubspot_shows_as_disconnected(Window window) {
    Eventually.holds(() -> assertThat(Ledger.listensToHubSpot()).isTrue());
    connectAndSignIn(window);
    atHubSpot(window);
    window.look("life-uninstall-at-hubspot").button("Uninstall").click();
    assertThat(window.text()).contains("No app is connected.", "uninstalled");

    window.open("/client-accounts");
    becomes(window, "Disconnected");
    assertThat(window.text())
        .contains("The app was removed in HubSpot, under Connected Apps")
        .contains("Ask who removed it, then reconnect as an admin of the portal.");
    window.look("life-uninstalled").lookNarrow("life-uninstalled-narrow");
    inTheList(window, "The app was removed in HubSpot", "life-uninstalled-list");
    inTheTrail(
        window,
        "portal-revoked",
        "The app was removed from portal %d".formatted(portal),
        "life-uninstalled-trail");

    takesTheWayOut(window);
  }

  @Test
  void a_portal_whose_authorizer_was_deactivated_is_at_risk_and_then_expires(Window window) {
    connectAndSignIn(window);
    atHubSpot(window);
    window.button("Deactivate " + Agency.adminOf(portal)).click();
    window.look("life-deactivate-at-hubspot");

    Ledger.proveNow(portal);
    becomes(window, "This connection is at risk.");
    assertThat(window.text())
        .contains(
            "Connected", Agency.adminOf(portal) + ", who authorized it, is no longer an active")
        .contains("Let another Super Admin of the portal take over: choose Reconnect");
    window.look("life-at-risk").lookNarrow("life-at-risk-narrow");
    inTheList(window, "At risk: ", "life-at-risk-list");

    Agency.SANDBOX.knobs("{\"deactivatedUserKillsGrant\": true}");
    Ledger.proveNow(portal);
    becomes(window, "Expired");
    assertThat(window.text())
        .contains("HubSpot no longer accepts the authorization")
        .contains("The user who authorized it is no longer active in the portal.")
        .contains("Reconnect as another admin of the portal. It still holds a seat.");
    window.look("life-expired").lookNarrow("life-expired-narrow");
    inTheList(window, "HubSpot no longer accepts the authorization", "life-expired-list");
    inTheTrail(
        window,
        "portal-expired",
        "ortal %d (company%d.test) expired: HubSpot no longer accepts".formatted(portal, portal),
        "life-expired-trail");
  }

  @Test
  void a_reconnect_that_picked_another_portal_changes_nothing_and_is_done_anew(Window window) {
    var picked = Agency.newPortal();
    connectAndSignIn(window, "admin@acme.test");
    window.button("Reconnect").click();
    // HubSpot leaves out its list of accounts, but nothing keeps a person from another one.
    window.page.navigate(window.page.url().replace("/oauth/" + portal + "/", "/oauth/"));
    window.pickAtHubSpot(Agency.adminOf(picked), picked).consent();

    assertThat(window.heading()).isEqualTo("Another portal was picked");
    assertThat(window.text())
        .contains(
            "You wanted to reconnect portal %d, but in HubSpot portal %d was picked"
                .formatted(portal, picked))
        .contains("Reconnect again and pick portal %d in HubSpot's list.".formatted(portal));
    window.look("life-wrong-portal").lookNarrow("life-wrong-portal-narrow");
    nothingIsKeptOf(picked);
    refusedInTheTrail(window, picked);

    window.page.locator("dl.detail a[href^='/attempts/']").click();
    window.button("Reconnect portal " + portal).click();
    window.signInAtHubSpot(Agency.adminOf(portal)).consent();
    assertThat(window.text()).contains("is connected again.");
    window.open("/client-accounts/" + portal);
    assertThat(window.text()).contains("No. 2 of this connection", "Adam Admin");
  }

  @Test
  void a_feature_switched_on_later_shows_what_is_missing_before_work_fails(Window window) {
    try {
      ACME.switchOn("AUDIT");
      connectAndSignIn(window);
      assertThat(window.text()).doesNotContain("Scopes are missing");

      ACME.switchOn("AUDIT", "DEPLOY");
      becomes(window, "Scopes are missing: CRM, Marketing, CMS, Files");
      window.look("life-scopes-missing").lookNarrow("life-scopes-missing-narrow");
      inTheList(window, "Scopes missing: CRM, Marketing, CMS, Files", "life-scopes-missing-list");
      onlyThoseThatLackScopes(window);

      window.open("/client-accounts/" + portal);
      window.button("Reconnect for the missing scopes").click();
      window.signInAtHubSpot(Agency.adminOf(portal)).consent();
      assertThat(window.text()).contains("is connected again.").doesNotContain("Scopes missing:");
      window.open("/client-accounts/" + portal);
      // What this portal's edition does not have, a new grant does not bring.
      assertThat(window.text()).doesNotContain("Scopes are missing").contains("not granted");
      window.look("life-scopes-granted");
    } finally {
      ACME.switchOn("AUDIT", "IMPORT", "DEPLOY");
    }
  }

  private void onlyThoseThatLackScopes(Window window) {
    window.page.getByLabel("Scopes missing").check();
    var rows = window.page.locator("#rows tr[data-portal]");
    Eventually.holds(() -> assertThat(rows.count()).isEqualTo(1));
    assertThat(rows.first().innerText()).contains("company" + portal);
  }

  private void nothingIsKeptOf(long picked) {
    assertThat(Ledger.eventsOf("portal-" + picked)).isZero();
    Eventually.holds(
        () ->
            assertThat(RefusalsTest.grantsOn(picked))
                .isNotEmpty()
                .noneMatch(grant -> grant.get("alive").asBoolean()));
    var account = ACME.account(portal, 0);
    assertThat(account.get("status").asString()).isEqualTo("CONNECTED");
    assertThat(account.get("generation").asInt()).isEqualTo(1);
  }

  private void refusedInTheTrail(Window window, long picked) {
    window.open("/audit-trail?kind=authorization-refused&portal=" + portal);
    var entry = window.page.locator("tr[data-kind=authorization-refused]");
    entry.locator("summary").click();
    assertThat(entry.innerText())
        .contains("Adam Admin wanted to reconnect portal %d, but portal".formatted(portal))
        .contains("portal %d was picked in HubSpot".formatted(picked), "WRONG_PORTAL", "Refused")
        .containsIgnoringCase("what to do")
        .contains("Reconnect again and pick portal " + portal);
    window.look("life-wrong-portal-trail");
  }

  @Test
  void a_connection_that_nobody_could_prove_says_so(Window window) {
    try {
      nobodyCouldProve(window);
    } finally {
      Ledger.turnBack(portal);
    }
  }

  @Test
  void a_portal_removed_while_hubspot_is_down_for_a_day_is_confirmed_later_and_certified(
      Window window) {
    connectAndSignIn(window);
    hubSpotRevokes(false);
    window.open("/client-accounts/" + portal);
    window.link("Remove").click();
    window.page.getByLabel("Also remove the app from the portal at HubSpot").check();
    window.look("life-remove").lookNarrow("life-remove-narrow");
    window.button("Remove portal").click();
    becomes(window, "Revocation is on its way; not confirmed yet");
    assertThat(window.text())
        .contains("Disconnected", "Removing the app is on its way")
        .contains("A token issued before the end dies by");
    window.look("life-removed-hubspot-down").lookNarrow("life-removed-hubspot-down-narrow");

    Eventually.holds(() -> assertThat(Ledger.failedStepsOf(portal)).isPositive());
    Ledger.aDayLater(portal);
    assertThat(ACME.account(portal, 1).get("upstreamRevocation").asString()).isEqualTo("PENDING");

    hubSpotRevokes(true);
    Eventually.holds(
        () -> {
          Ledger.retryRevocation(portal);
          window.open("/client-accounts/" + portal);
          assertThat(window.text()).contains("Asked again later, HubSpot says that it is dead");
        });
    assertThat(window.text()).contains("Revocation confirmed", "App removed from the portal");
    window.look("life-revoked").lookNarrow("life-revoked-narrow");
    inTheTrail(window, "revocation-proven", "is dead", "life-revoked-trail", "Certificate");
    readsTheCertificate(window);
  }

  private void hubSpotRevokes(boolean isWell) {
    Agency.SANDBOX.knobs(
        isWell
            ? "{\"faults\": []}"
            : """
            {"faults": [
              {"endpoint": "TOKEN", "kind": "UNAVAILABLE", "portal": %1$d},
              {"endpoint": "UNINSTALL", "kind": "UNAVAILABLE", "portal": %1$d},
              {"endpoint": "REVOKE", "kind": "UNAVAILABLE", "portal": %1$d}]}
            """
                .formatted(portal));
  }

  private void readsTheCertificate(Window window) {
    window.open("/client-accounts/" + portal);
    window.link("Revocation certificate").click();
    assertThat(window.heading()).isEqualTo("Revocation certificate");
    assertThat(window.text())
        .contains("HubSpot shows the token dead", "HubSpot removed the app from the portal")
        .contains("HubSpot confirmed that the token is revoked", "Removed by a member");
    window.look("life-certificate").lookNarrow("life-certificate-narrow");
    assertThat(Certificate.of(ACME, portal, 1).isSigned()).isTrue();
    assertThat(Certificate.of(ACME, portal, 1).tampered().isSigned()).isFalse();
    var path = "/api/v1/portals/%d/revocations/1/certificate".formatted(portal);
    assertThat(Agency.demo("globex").owner.getJson(path).status()).isEqualTo(404);
  }

  private void nobodyCouldProve(Window window) {
    connectAndSignIn(window);
    Ledger.unproven(portal);

    window.open("/client-accounts/" + portal);
    assertThat(window.text()).contains("Connected", "Unproven since", "HubSpot is asked again");
    window.look("life-unproven").lookNarrow("life-unproven-narrow");
    inTheList(window, "Unproven since", "life-unproven-list");
    assertThat(ACME.account(portal, 0).get("unprovenSince").isNull()).isFalse();

    Ledger.proveNow(portal);
    Eventually.holds(
        () -> assertThat(ACME.account(portal, 0).get("unprovenSince").isNull()).isTrue());
    window.open("/client-accounts/" + portal);
    assertThat(window.text()).doesNotContain("Unproven");
  }

  private void connectAndSignIn(Window window) {
    connectAndSignIn(window, "owner@acme.test");
  }

  private void connectAndSignIn(Window window, String email) {
    assertThat(ACME.connect(portal).getPath()).isEqualTo("/client-accounts");
    ACME.account(portal, 0);
    window.signIn(email);
    window.open("/client-accounts/" + portal);
    assertThat(window.text()).contains("Connected");
  }

  private void atHubSpot(Window window) {
    window.page.navigate(World.get().sandboxUrl() + "/connected-apps/" + portal);
  }

  private void becomes(Window window, String text) {
    Eventually.holds(
        () -> {
          window.open("/client-accounts/" + portal);
          assertThat(window.text()).contains(text);
        });
  }

  private void inTheList(Window window, String text, String shot) {
    window.open("/client-accounts");
    assertThat(window.page.locator("tr[data-portal='" + portal + "']").innerText()).contains(text);
    window.look(shot).lookNarrow(shot + "-narrow");
  }

  private void inTheTrail(Window window, String kind, String sentence, String shot) {
    inTheTrail(window, kind, sentence, shot, "What to do");
    assertThat(window.page.locator("tr[data-kind=" + kind + "]").first().innerText())
        .containsIgnoringCase("reconnect the portal as an admin of it");
  }

  private void inTheTrail(Window window, String kind, String sentence, String shot, String detail) {
    window.open("/audit-trail?portal=" + portal);
    var entry = window.page.locator("tr[data-kind=" + kind + "]").first();
    entry.locator("summary").click();
    assertThat(entry.innerText()).contains(sentence, "The system", detail);
    window.look(shot);
  }

  private void takesTheWayOut(Window window) {
    window.open("/client-accounts/" + portal);
    window.button("Reconnect").click();
    // The account is named on the way there, so HubSpot does not ask for it.
    window.signInAtHubSpot(Agency.adminOf(portal));
    var back = window.consent();
    assertThat(back.url()).contains("/client-accounts?portal=" + portal);
    assertThat(window.text()).contains("is connected again.");
  }
}
