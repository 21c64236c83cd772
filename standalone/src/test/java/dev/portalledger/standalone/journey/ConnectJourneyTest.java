package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job as a person does it: in a browser, page by page. */
@ExtendWith(Chromium.class)
class ConnectJourneyTest {

  private static final String AUTHORIZER = "agency@partner.test";
  private static final Agency ACME = Agency.demo("acme");
  private static final Agency GLOBEX = Agency.demo("globex");

  @AfterEach
  void nothing_stays_connected() {
    ACME.removeEverything();
    GLOBEX.removeEverything();
  }

  @Test
  void a_portal_is_connected_explained_removed_and_reconnected(Window window) {
    long portal = 1002;
    signInWithTheForm(window);
    connect(window, portal);
    trailNamesWhoAllowedWhat(window, portal);
    remove(window, portal);
    reconnect(window, portal);
  }

  private static void signInWithTheForm(Window window) {
    window.open("/client-accounts");
    window.look("sign-in");
    window.signIn("owner@acme.test");
    assertThat(window.heading()).isEqualTo("Client Accounts");
    assertThat(window.text()).contains("Olivia Owner", "Acme Agency", "0 of 3 seats used");
    window.look("client-accounts-empty").lookNarrow("client-accounts-empty-narrow");
  }

  private static void connect(Window window, long portal) {
    window.button("Add Portal").click();
    window.look("hubspot-user").signInAtHubSpot(AUTHORIZER);
    window.look("hubspot-account").page.locator("input[value='" + portal + "']").check();
    window.button("Choose account").click();
    window.look("hubspot-consent");
    assertThat(window.text()).contains("crm.objects.deals.read");

    var first = window.consent();

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.url()).contains("/client-accounts?portal=" + portal);
    assertThat(first.text()).contains("data-portal=\"1002\" data-status=\"CONNECTED\"");
    assertThat(window.text()).contains("is connected.", "1 of 3 seats used");
    window.look("client-accounts").lookNarrow("client-accounts-narrow");
    window.page.locator("tr[data-portal='" + portal + "'] a.portal").click();
    assertThat(window.text()).contains("Connected", AUTHORIZER, "Olivia Owner");
    window.look("account");
  }

  private static void trailNamesWhoAllowedWhat(Window window, long portal) {
    window.link("Audit trail").click();
    var entry = window.page.locator("tr[data-kind=portal-connected]").first();
    entry.locator("summary").click();
    assertThat(entry.innerText())
        .contains("Olivia Owner connected portal " + portal)
        .contains("authorized by " + AUTHORIZER)
        .contains("crm.objects.deals.read");
    window.look("audit-trail").lookNarrow("audit-trail-narrow");
  }

  private static void remove(Window window, long portal) {
    window.open("/client-accounts/" + portal);
    window.link("Remove").click();
    assertThat(window.heading()).startsWith("Remove ");
    window.look("remove").button("Remove portal").click();

    assertThat(window.text()).contains("is disconnected.", "0 of 3 seats used");
    window.look("client-accounts-removed");
    Eventually.holds(
        () ->
            assertThat(RefusalsTest.grantsOn(portal))
                .isNotEmpty()
                .noneMatch(grant -> grant.get("alive").asBoolean()));
    Eventually.holds(
        () -> {
          window.open("/client-accounts/" + portal);
          assertThat(window.text()).contains("Revocation confirmed");
        });
    window.look("account-removed").link("History").click();
    assertThat(window.text())
        .contains("Olivia Owner removed portal " + portal)
        .contains("Olivia Owner connected portal " + portal)
        .contains("HubSpot confirmed");
  }

  private static void reconnect(Window window, long portal) {
    window.open("/client-accounts/" + portal);
    window.button("Reconnect").click();
    // The account is named on the way there, so HubSpot does not ask for it.
    window.signInAtHubSpot(AUTHORIZER);
    var first = window.consent();

    assertThat(first.text()).contains("data-portal=\"1002\" data-status=\"CONNECTED\"");
    assertThat(window.text()).contains("is connected again.");
    window.open("/client-accounts/" + portal);
    assertThat(window.text()).contains("No. 2 of this connection");
    window.look("account-reconnected");
  }

  @Test
  void signing_out_really_signs_out_and_somebody_else_can_sign_in(Window window) {
    window.signIn("owner@acme.test");
    window.button("Sign out").click();
    assertThat(window.heading()).isEqualTo("You are signed out");
    window.look("signed-out");

    window.open("/client-accounts");
    assertThat(window.heading()).isEqualTo("Sign in to Portal Ledger");
    window.signIn("admin@globex.test");
    assertThat(window.text()).contains("Alice Admin", "Globex Digital");
  }

  @ParameterizedTest
  @ValueSource(strings = {"member", "auditor"})
  void who_only_reads_is_offered_nothing_to_change(String role, Window window) {
    long connected = Agency.newPortal();
    long removed = Agency.newPortal();
    GLOBEX.connect(connected);
    GLOBEX.connect(removed);
    GLOBEX.remove(removed);
    Eventually.holds(
        () ->
            assertThat(GLOBEX.account(removed, 1).get("status").asString())
                .isEqualTo("DISCONNECTED"));

    window.signIn(role + "@globex.test");
    assertThat(window.text()).contains("company" + connected, "company" + removed);
    assertThat(window.buttons()).doesNotContain("Add Portal", "Reconnect", "Remove");
    window.look("client-accounts-" + role);
    for (long portal : new long[] {connected, removed}) {
      window.open("/client-accounts/" + portal);
      assertThat(window.heading()).contains("company" + portal);
      assertThat(window.buttons()).doesNotContain("Add Portal", "Reconnect", "Remove");
    }
  }

  @Test
  void an_operator_sees_a_clear_refusal_and_no_customers_data(Window window) {
    long portal = Agency.newPortal();
    GLOBEX.connect(portal);

    window.expecting(403).signIn("operator@ledger.test");

    assertThat(window.heading()).isEqualTo("Your role does not allow this");
    assertThat(window.text())
        .doesNotContain("" + portal)
        .doesNotContain("Globex")
        .doesNotContain("Acme");
    assertThat(window.sections()).containsExactly("What happened", "Why", "What to do");
    window.look("operator").button("Sign out").click();
    assertThat(window.heading()).isEqualTo("You are signed out");
  }
}
