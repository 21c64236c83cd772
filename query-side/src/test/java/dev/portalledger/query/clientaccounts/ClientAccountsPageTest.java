package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.SCOPES;
import static dev.portalledger.query.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.Browser;
import dev.portalledger.query.RunningQuerySide;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientAccountsPageTest {

  private static final Map<String, String> PAGE = Map.of("Accept", "text/html");

  @Test
  void whoever_comes_back_from_hubspot_finds_the_portal_on_the_first_page_shown() {
    Browser owner = RunningQuerySide.signedIn("Olivia", "fresh", "OWNER");
    connect("fresh", 660_001, "fresh.example");

    String page = open(owner, "/client-accounts?portal=660001&minVersion=0");

    assertThat(page).contains("fresh.example is connected.", "class=\"marked\"", "Add Portal");
  }

  @Test
  void an_organization_without_portals_is_told_how_to_begin() {
    Browser owner = RunningQuerySide.signedIn("Olivia", "empty", "OWNER");

    assertThat(open(owner, "/client-accounts"))
        .contains("Connect the first client account", "Super Admin", "Add Portal");
  }

  @Test
  void members_and_auditors_see_no_buttons() {
    connect("readers", 660_002, "readers.example");
    for (String role : new String[] {"MEMBER", "AUDITOR"}) {
      Browser reader = RunningQuerySide.signedIn("Rita", "readers", role);
      assertThat(open(reader, "/client-accounts?portal=660002&minVersion=0"))
          .contains("readers.example")
          .doesNotContain("Add Portal", "Reconnect");
      assertThat(open(reader, "/client-accounts/660002"))
          .doesNotContain("Remove</a>", "Reconnect</button>");
      assertThat(reader.get("/client-accounts/660002/remove", PAGE).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void one_account_tells_who_authorized_and_which_scopes_and_that_reporting_has_none() {
    connect("one", 660_003, "one.example");
    RunningQuerySide.name("subject-hugo", "Hugo Hub", "hugo@client.example");
    Browser owner = RunningQuerySide.signedIn("Olivia", "one", "OWNER");
    open(owner, "/client-accounts?portal=660003&minVersion=0");

    assertThat(open(owner, "/client-accounts/660003"))
        .contains("Hugo Hub", "hugo@client.example", "crm.objects.contacts.read", "Super Admin")
        .contains("HubSpot offers no scope for dashboards and reports")
        .contains("/audit-trail?portal=660003");
  }

  @Test
  void removing_is_confirmed_first_and_says_what_will_happen() {
    connect("removing", 660_004, "removing.example");
    Browser owner = RunningQuerySide.signedIn("Olivia", "removing", "ADMIN");
    open(owner, "/client-accounts?portal=660004&minVersion=0");

    assertThat(open(owner, "/client-accounts/660004/remove"))
        .contains("ends at once", "What was imported stays", "until it is reconnected")
        .contains("history", "action=\"/client-accounts/660004/remove\"", "_csrf");
  }

  @Test
  void a_connection_proven_within_two_days_looks_as_fresh_as_it_is() {
    connect("proven", 660_011, "proven.example");
    RunningQuerySide.prove("proven", 660_011, 1, Duration.ofHours(47), "SUPER_ADMIN");
    Browser owner = RunningQuerySide.signedIn("Olivia", "proven", "OWNER");

    assertThat(open(owner, "/client-accounts?portal=660011&minVersion=0"))
        .contains("proven.example")
        .doesNotContain("Unproven", "At risk", ">Reconnect<");
    assertThat(open(owner, "/client-accounts/660011")).doesNotContain("Unproven", "at risk");
  }

  @Test
  void a_connection_that_nobody_proved_for_two_days_says_so_in_the_list_and_on_its_page() {
    connect("unproven", 660_012, "unproven.example");
    RunningQuerySide.prove("unproven", 660_012, 1, Duration.ofHours(49), "SUPER_ADMIN");
    Browser owner = RunningQuerySide.signedIn("Olivia", "unproven", "OWNER");

    assertThat(open(owner, "/client-accounts?portal=660012&minVersion=0"))
        .contains("Unproven since <time");
    assertThat(open(owner, "/client-accounts/660012"))
        .contains("Unproven since ", "it may have ended", "HubSpot is asked again");
  }

  @Test
  void a_connection_that_rests_on_somebody_without_rights_says_so_with_the_way_out() {
    connect("risky", 660_013, "risky.example");
    RunningQuerySide.prove("risky", 660_013, 1, Duration.ofHours(1), "DEACTIVATED");
    connect("risky", 660_014, "demoted.example");
    RunningQuerySide.prove("risky", 660_014, 1, Duration.ofHours(1), "NOT_SUPER_ADMIN");
    RunningQuerySide.name("subject-hugo", "Hugo Hub", "hugo@client.example");
    Browser owner = RunningQuerySide.signedIn("Olivia", "risky", "OWNER");

    assertThat(open(owner, "/client-accounts?portal=660014&minVersion=0"))
        .contains(
            "At risk: Hugo Hub, who authorized it, is no longer an active user", ">Reconnect<")
        .contains("At risk: Hugo Hub, who authorized it, is no longer a Super Admin");
    assertThat(open(owner, "/client-accounts/660013"))
        .contains("This connection is at risk.", "Let another Super Admin of the portal take over");
  }

  @Test
  void scopes_that_are_missing_are_told_in_the_list_and_by_category_with_a_way_out() {
    var organization = new OrganizationId("drifting");
    RunningQuerySide.record("org-drifting", 0, registered(organization, Plan.PRO));
    connect("drifting", 660_016, "drifting.example");
    Browser owner = RunningQuerySide.signedIn("Olivia", "drifting", "OWNER");

    assertThat(open(owner, "/client-accounts?portal=660016&minVersion=0&drift=true"))
        .contains("Scopes missing: CRM, Marketing, CMS, Automation, Settings, Files")
        .contains("name=\"drift\" value=\"true\" checked");
    assertThat(open(owner, "/client-accounts/660016"))
        .contains("Scopes are missing: CRM, Marketing", "<span>files.read</span> <em>missing</em>")
        .contains("Reconnect for the missing scopes");
    Browser auditor = RunningQuerySide.signedIn("Aron", "drifting", "AUDITOR");
    assertThat(open(auditor, "/client-accounts/660016"))
        .contains("Scopes are missing: CRM, Marketing")
        .doesNotContain("Reconnect for the missing scopes");
  }

  @Test
  void an_expired_connection_whose_authorizer_was_deactivated_tells_it() {
    connect("deactivated", 660_015, "deactivated.example");
    RunningQuerySide.record(
        "portal-660015",
        1,
        new PortalExpired(
            new PortalId(660_015),
            new OrganizationId("deactivated"),
            1,
            ExpiryCause.GRANT_DEAD,
            NOON));
    RunningQuerySide.prove("deactivated", 660_015, 1, Duration.ofHours(80), "DEACTIVATED");
    Browser owner = RunningQuerySide.signedIn("Olivia", "deactivated", "OWNER");
    open(owner, "/client-accounts?portal=660015&minVersion=1");

    assertThat(open(owner, "/client-accounts/660015"))
        .contains("is no longer active in the portal. Reconnect as another admin")
        .doesNotContain("Unproven", "at risk");
  }

  @Test
  void a_name_with_markup_in_it_stays_text() {
    connect("markup", 660_005, "<script>alert(1)</script>");
    Browser owner = RunningQuerySide.signedIn("<b>Olivia</b>", "markup", "OWNER");

    assertThat(open(owner, "/client-accounts?portal=660005&minVersion=0"))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;Olivia")
        .doesNotContain("<script>alert", "<b>Olivia");
  }

  @Test
  void a_fragment_has_rows_only_and_no_page_has_anything_inline() {
    connect("inline", 660_006, "inline.example");
    Browser owner = RunningQuerySide.signedIn("Olivia", "inline", "OWNER");
    String page = open(owner, "/client-accounts?portal=660006&minVersion=0");

    assertThat(open(owner, "/client-accounts/rows?q=inline"))
        .contains("inline.example")
        .doesNotContain("<html", "<head");
    assertThat(page).doesNotContain("style=\"", "<style", "onclick", "hx-on");
    assertThat(page).contains("src=\"/webjars/htmx.org/dist/htmx.min.js\"");
  }

  private static String open(Browser browser, String address) {
    HttpResponse<String> answer = browser.get(address, PAGE);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static void connect(String organization, long portal, String domain) {
    RunningQuerySide.record(
        "portal-" + portal,
        0,
        new PortalConnected(
            new PortalId(portal),
            new OrganizationId(organization),
            new Grant(1, HUGO, AuthorizerStanding.SUPER_ADMIN, SCOPES, domain),
            new AttemptId("attempt-" + portal),
            OLIVIA,
            NOON));
  }
}
