package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each way it can go wrong, as a person meets it: what happened, why, and a button that helps. */
@ExtendWith(Chromium.class)
class RefusalPagesTest {

  private static final Agency ACME = Agency.demo("acme");
  private static final String OWNER = "owner@acme.test";

  @AfterEach
  void everything_works_again_and_acme_holds_nothing() {
    Agency.SANDBOX.reset();
    ACME.removeEverything();
  }

  @Test
  void a_portal_held_by_another_organization(Window window) {
    var portal = Agency.newPortal();
    var holder = Agency.on("PRO");
    holder.connect(portal);

    var first = addPortal(window, portal).consent();

    assertThat(window.text()).doesNotContain(holder.id);
    assertExplains(
        window,
        first,
        "refused-held",
        "Portal " + portal + " is connected to another organization");
    assertTryingAgainLeadsToHubSpot(window);
  }

  @Test
  void the_fourth_portal_of_the_plan_pro(Window window) {
    for (int i = 0; i < 3; i++) {
      ACME.connect(Agency.newPortal());
    }

    var first = addPortal(window, Agency.newPortal()).consent();

    assertThat(window.text()).contains("3 seats", "PRO");
    assertExplains(window, first, "refused-plan-limit", "All seats of your plan are taken");
    window.link("Back to Client Accounts").click();
    assertThat(window.text()).contains("3 of 3 seats used", "All seats of your plan are taken.");
    window.look("client-accounts-full");
  }

  @Test
  void another_portal_than_the_one_to_reconnect(Window window) {
    var portal = Agency.newPortal();
    var picked = Agency.newPortal();
    ACME.connect(portal);
    window.signIn(OWNER).open("/client-accounts/" + portal);
    window.button("Reconnect").click();
    // HubSpot leaves out its list of accounts, but nothing keeps a person from another one.
    window.page.navigate(window.page.url().replace("/oauth/" + portal + "/", "/oauth/"));

    var first = window.pickAtHubSpot(Agency.adminOf(picked), picked).consent();

    assertThat(window.text()).contains("portal " + portal, "portal " + picked);
    assertExplains(window, first, "refused-wrong-portal", "Another portal was picked");
    window.button("Reconnect portal " + portal).click();
    assertThat(window.page.url()).contains("/oauth/" + portal + "/authorize");
  }

  @Test
  void a_declined_consent(Window window) {
    Agency.SANDBOX.knobs("{\"decline\": \"ACCESS_DENIED\"}");

    var first = addPortal(window, Agency.newPortal()).decline();

    assertExplains(window, first, "denied", "The authorization was declined");
    assertTryingAgainLeadsToHubSpot(window);
  }

  @Test
  void a_grant_that_lacks_a_required_scope(Window window) {
    Agency.SANDBOX.knobs("{\"omitGrantedScopes\": [\"crm.objects.deals.read\"]}");

    var first = addPortal(window, Agency.newPortal()).consent();

    assertThat(window.page.locator("ul.scopes li").allTextContents())
        .containsExactly("crm.objects.deals.read");
    assertExplains(window, first, "refused-scopes-missing", "Some scopes were not granted");
    assertTryingAgainLeadsToHubSpot(window);
  }

  @Test
  void an_exchange_that_hubspot_does_not_complete(Window window) {
    Agency.SANDBOX.knobs(
        "{\"faults\": [{\"endpoint\": \"TOKEN\", \"kind\": \"SERVER_ERROR\", \"times\": 1}]}");

    var first = addPortal(window, Agency.newPortal()).consent();

    assertExplains(window, first, "failed", "HubSpot did not answer");
    assertTryingAgainLeadsToHubSpot(window);
  }

  @Test
  void a_user_without_rights_is_stopped_by_hubspot_and_the_attempt_is_abandoned(Window window) {
    var portal = Agency.newPortal();
    window.signIn(OWNER).button("Add Portal").click();
    window.pickAtHubSpot("viewer@company%d.test".formatted(portal), portal);
    assertThat(window.heading()).isEqualTo("Couldn't complete the connection");
    window.look("hubspot-no-permission");
    var attempt = Ledger.newestAttemptOf(ACME.id);
    window.open("/attempts/" + attempt);
    assertThat(window.heading()).isEqualTo("Not finished yet");
    window.look("attempt-pending");

    Ledger.age(attempt);
    // The page finds out by itself.
    window.headingBecomes("Nothing came back from HubSpot");

    var page = window.open("/attempts/" + attempt);
    assertExplains(window, page, "abandoned", "Nothing came back from HubSpot");
    assertTryingAgainLeadsToHubSpot(window);
  }

  @Test
  void the_way_back_with_a_state_nobody_gave_out(Window window) {
    window.signIn(OWNER).open("/oauth/hubspot/callback?code=1&state=made-up");

    assertThat(window.heading()).isEqualTo("This authorization was not started here");
    assertHelps(window, "problem-state-unknown");
  }

  @Test
  void the_way_back_in_another_browser(Window window, Window elsewhere) {
    var portal = Agency.newPortal();
    window.signIn(OWNER).button("Add Portal").click();
    var back = grantedBy(window, portal);

    elsewhere.signIn(OWNER).page.navigate(back.toString());

    assertThat(elsewhere.heading()).isEqualTo("Another browser began this authorization");
    assertHelps(elsewhere, "problem-other-browser");
    window.page.navigate(back.toString());
    assertThat(window.text()).contains("is connected.");
  }

  @Test
  void an_address_that_leads_to_nothing(Window window) {
    window.expecting(404).signIn(OWNER).open("/client-accounts/424242");

    assertThat(window.heading()).isEqualTo("There is nothing here");
    assertHelps(window, "problem-not-found");
  }

  private static Window addPortal(Window window, long portal) {
    window.signIn(OWNER).button("Add Portal").click();
    return window.pickAtHubSpot(Agency.adminOf(portal), portal);
  }

  /** HubSpot's redirect, not followed. */
  private static URI grantedBy(Window window, long portal) {
    return new Visitor(window.page.url())
        .open(
            Sandbox.answered(
                URI.create(window.page.url()), Agency.adminOf(portal), portal, "grant"))
        .location();
  }

  private static void assertExplains(Window window, Response page, String shot, String title) {
    assertThat(page.status()).isEqualTo(200);
    assertThat(URI.create(page.url()).getPath()).startsWith("/attempts/");
    assertThat(window.heading()).isEqualTo(title);
    assertThat(window.page.title()).startsWith(title);
    assertThat(window.sections()).contains("What happened", "Why", "What to do");
    assertThat(window.page.locator("ol.todo li").count()).isPositive();
    window.look(shot);
    var attempt = page.url().substring(page.url().lastIndexOf('/') + 1);
    assertThat(ACME.outcomesOf(attempt)).hasSize(1);
  }

  private static void assertTryingAgainLeadsToHubSpot(Window window) {
    window.button("Try again").click();
    assertThat(window.heading()).isEqualTo("Sign in to HubSpot");
  }

  private static void assertHelps(Window window, String shot) {
    assertThat(window.sections()).containsExactly("What happened", "Why", "What to do");
    window.look(shot).link("Open Client Accounts").click();
    assertThat(window.heading()).isEqualTo("Client Accounts");
  }
}
