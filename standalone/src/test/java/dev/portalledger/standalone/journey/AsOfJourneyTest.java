package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who could touch a portal at a past moment, with which scopes, by whose consent. */
@ExtendWith(Chromium.class)
class AsOfJourneyTest {

  private static final Agency ACME = Agency.demo("acme");

  @AfterEach
  void nothing_stays_connected() {
    ACME.removeEverything();
  }

  @Test
  void a_removed_portal_is_seen_as_it_stood_and_nothing_can_be_done_there(Window window) {
    long portal = Agency.newPortal();
    ACME.connect(portal);
    var moment = ACME.account(portal, 0).get("since").asString();
    ACME.remove(portal);
    ACME.account(portal, 1);
    window.signIn("owner@acme.test");

    list(window, portal, moment);
    account(window, portal);
    trail(window, portal);
    beforeAnything(window, portal);
  }

  private static void list(Window window, long portal, String moment) {
    var row = window.page.locator("tr[data-portal='" + portal + "']");
    window.open("/client-accounts?q=" + portal);
    assertThat(row.getAttribute("data-status")).isEqualTo("DISCONNECTED");
    assertThat(window.buttons()).contains("Add Portal", "Reconnect", "Show");

    window.open("/client-accounts?asOf=" + moment);
    assertThat(row.getAttribute("data-status")).isEqualTo("CONNECTED");
    assertThat(window.text()).contains("As of ", "Told by the events recorded up to then");
    assertThat(window.buttons())
        .contains("Back to now")
        .doesNotContain("Add Portal", "Reconnect", "Remove selected");
    window.look("as-of-list").lookNarrow("as-of-list-narrow");

    var rows =
        window.page.waitForResponse(
            answer -> answer.url().contains("/client-accounts/rows"),
            () ->
                window
                    .page
                    .getByLabel("Portal id or domain")
                    .pressSequentially(Long.toString(portal)));
    assertThat(rows.url()).contains("asOf=");
    assertThat(rows.text()).contains("data-status=\"CONNECTED\"");
  }

  private static void account(Window window, long portal) {
    window.page.locator("tr[data-portal='" + portal + "'] a.portal").click();
    window.page.waitForURL(url -> url.contains("/client-accounts/" + portal));
    assertThat(window.text())
        .contains("As of ", "Connected", Agency.adminOf(portal), "crm.objects.deals.read")
        .contains("by the grant itself; later confirmations are no events");
    assertThat(window.buttons()).doesNotContain("Reconnect", "Remove");
    window.look("as-of-account").lookNarrow("as-of-account-narrow");
  }

  private static void trail(Window window, long portal) {
    window.link("History").click();
    window.headingBecomes("Audit trail");
    assertThat(window.text()).contains("As of ", "connected portal " + portal);
    assertThat(window.page.locator("tr[data-kind=portal-revoked]").count()).isZero();
    window.look("as-of-trail").lookNarrow("as-of-trail-narrow");
    window.link("Back to now").click();
    window.page.locator("tr[data-kind=portal-revoked]").first().waitFor();
  }

  private static void beforeAnything(Window window, long portal) {
    window.open("/client-accounts");
    window.page.getByLabel("As of (UTC)").fill("2020-01-01T00:00");
    window.button("Show").click();
    window.link("Back to now").waitFor();
    assertThat(window.text())
        .contains("As of 1 Jan 2020, 00:00:00 UTC", "Nothing was recorded of this organization")
        .contains("Nothing was recorded yet at that moment.");
    window.look("as-of-nothing").lookNarrow("as-of-nothing-narrow");
    window.open("/client-accounts/" + portal + "?asOf=2020-01-01");
    assertThat(window.text()).contains("nobody could touch this portal");
    window.look("as-of-account-before");
    window.link("Back to now").click();
    window.page.waitForURL(url -> url.endsWith("/client-accounts/" + portal));
    assertThat(window.text()).contains("Disconnected").doesNotContain("As of 1");
  }
}
