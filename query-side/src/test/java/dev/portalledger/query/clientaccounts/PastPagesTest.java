package dev.portalledger.query.clientaccounts;

import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.query.Browser;
import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.Samples;
import dev.portalledger.query.projections.CatchUp;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Registered at noon on PRO; a portal connected at 12:10, expired at 12:20; ULTIMATE from 12:30.
 */
class PastPagesTest {

  private static final OrganizationId HISTORIC = new OrganizationId("historic");
  private static final long PORTAL = 661_001;
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @BeforeAll
  static void an_organization_with_a_past() {
    RunningQuerySide.record(
        "org-historic",
        0,
        new OrganizationRegistered(HISTORIC, "Historic", Plan.PRO, List.of(Feature.AUDIT), NOON));
    RunningQuerySide.record("portal-661001", 0, connected(PORTAL, minutesLater(10)));
    RunningQuerySide.record(
        "portal-661001",
        1,
        new PortalExpired(
            new PortalId(PORTAL), HISTORIC, 1, ExpiryCause.GRANT_DEAD, minutesLater(20)));
    RunningQuerySide.record(
        "org-historic", 1, new PlanChanged(HISTORIC, Plan.ULTIMATE, minutesLater(30)));
    assertThat(
            RunningQuerySide.bean(CatchUp.class)
                .await(
                    () ->
                        json("/api/v1/client-accounts/661001?minVersion=1").path("version").asInt()
                                == 1
                            && json("/api/v1/usage").path("plan").asString("").equals("ULTIMATE")
                            && json("/api/v1/audit-trail").path("items").size() == 4))
        .isTrue();
  }

  @Test
  void the_list_is_that_of_the_moment_and_says_which() {
    var then = json("/api/v1/client-accounts?asOf=2026-03-01T12:15:00Z");

    assertThat(then.at("/items/0/status").asString()).isEqualTo("CONNECTED");
    assertThat(then.at("/items/0/version").asInt()).isZero();
    assertThat(then.at("/items/0/provenAt").asString()).isEqualTo("2026-03-01T12:10:00Z");
    assertThat(then.at("/items/0/authorizerRisk").isNull()).isTrue();
    assertThat(then.at("/seats/plan").asString()).isEqualTo("PRO");
    assertThat(then.at("/seats/held").asInt()).isEqualTo(1);
    assertThat(then.at("/asOf/moment").asString()).isEqualTo("2026-03-01T12:15:00Z");
    assertThat(then.at("/asOf/recordedSince").asString()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(then.at("/asOf/note").asString()).contains("later confirmations are no events");
    assertThat(json("/api/v1/client-accounts?asOf=2026-03-01").at("/items/0/status").asString())
        .isEqualTo("EXPIRED");
    assertThat(json("/api/v1/client-accounts").has("asOf")).isFalse();
  }

  @Test
  void one_account_tells_who_could_touch_it_with_which_scopes_by_whose_consent() {
    var then = json("/api/v1/client-accounts/661001?asOf=2026-03-01T12:19:59Z");

    assertThat(then.get("status").asString()).isEqualTo("CONNECTED");
    assertThat(then.get("authorizer").asString()).isEqualTo("subject-hugo");
    assertThat(then.get("scopes").toString()).contains("crm.objects.contacts.read");
    assertThat(then.at("/asOf/moment").asString()).isEqualTo("2026-03-01T12:19:59Z");
    assertThat(json("/api/v1/client-accounts/661001").has("asOf")).isFalse();
  }

  @Test
  void usage_is_that_of_the_moment() {
    assertThat(json("/api/v1/usage"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"plan": "ULTIMATE", "limit": 10, "seatsHeld": 1, "features": ["AUDIT"],
                     "clientAccounts": {"connected": 0, "expired": 1, "disconnected": 0}}
                    """));
    var then = json("/api/v1/usage?asOf=2026-03-01T12:05:00Z");
    assertThat(then.get("plan").asString()).isEqualTo("PRO");
    assertThat(then.get("limit").asInt()).isEqualTo(3);
    assertThat(then.get("seatsHeld").asInt()).isZero();
    assertThat(json("/api/v1/usage?asOf=2026-03-01T12:10:00Z").get("seatsHeld").asInt())
        .isEqualTo(1);
  }

  @Test
  void the_audit_trail_is_what_had_happened_by_then() {
    var then = json("/api/v1/audit-trail?asOf=2026-03-01T12:10:00Z");

    assertThat(then.get("items").size()).isEqualTo(2);
    assertThat(then.at("/items/0/kind").asString()).isEqualTo("portal-connected");
    assertThat(then.at("/asOf/note").asString()).contains("what came of it later is not here");
    assertThat(json("/api/v1/audit-trail").has("asOf")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/client-accounts", "/api/v1/audit-trail"})
  void before_the_first_event_there_is_nothing_and_a_reason(String address) {
    var then = json(address + "?asOf=2026-02-28");

    assertThat(then.get("items").size()).isZero();
    assertThat(then.at("/asOf/note").asString())
        .isEqualTo(
            "Nothing was recorded of this organization before 1 Mar 2026, 12:00:00 UTC, so there is"
                + " nothing to show.");
  }

  @Test
  void usage_before_the_first_event_is_none_and_an_unregistered_organization_has_no_past() {
    var then = json("/api/v1/usage?asOf=2026-02-28");
    assertThat(then.get("plan").isNull()).isTrue();
    assertThat(then.get("seatsHeld").asInt()).isZero();
    assertThat(then.at("/asOf/note").asString()).contains("before 1 Mar 2026, 12:00:00 UTC");

    var nobody = as("nobody-yet", "/api/v1/usage?asOf=2026-02-28", Map.of());
    assertThat(nobody.body()).contains("Nothing has been recorded of this organization so far");
  }

  @Test
  void a_portal_before_its_first_event_is_not_there_and_its_owner_is_told_since_when_it_is() {
    var problem = get("/api/v1/client-accounts/661001?asOf=2026-03-01T12:09:59Z", Map.of());

    assertThat(problem.statusCode()).isEqualTo(404);
    assertThat(problem.body())
        .contains("At that moment nothing was recorded of this portal")
        .contains("2026-03-01T12:10:00Z");
  }

  @Test
  void a_foreign_portal_is_answered_byte_for_byte_like_an_unknown_one_at_any_moment() {
    for (String moment : List.of("2026-03-01T12:05:00Z", "2026-03-01T12:15:00Z", "2026-03-02")) {
      var trace = Map.of("traceparent", TRACE);
      var foreign = as("other", "/api/v1/client-accounts/661001?asOf=" + moment, trace);
      var unknown = as("other", "/api/v1/client-accounts/661999?asOf=" + moment, trace);

      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(foreign.body()).isEqualTo(unknown.body().replace("661999", "661001"));
      assertThat(as("other", "/api/v1/client-accounts?asOf=" + moment, Map.of()).body())
          .contains("\"items\":[]");
      assertThat(as("other", "/api/v1/audit-trail?asOf=" + moment, Map.of()).body())
          .contains("\"items\":[]");
    }
  }

  @Test
  void the_future_is_a_problem_that_says_so() {
    var problem = get("/api/v1/usage?asOf=2999-01-01T00:00:00Z", Map.of());

    assertThat(problem.statusCode()).isEqualTo(400);
    assertThat(problem.body()).contains("AsOf is in the future");
    var page = get("/client-accounts?asOf=2999-01-01T00:00", Map.of("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("AsOf is in the future");
  }

  @Test
  void the_list_of_a_past_moment_says_so_and_lets_nobody_do_anything() {
    Browser owner = RunningQuerySide.signedIn("Olivia", "historic", "OWNER");

    assertThat(open(owner, "/client-accounts"))
        .contains("As of (UTC)", "type=\"datetime-local\"", "Add Portal", "Remove selected")
        .doesNotContain("Back to now");
    assertThat(open(owner, "/client-accounts?asOf=2026-03-01T12:25"))
        .contains("As of <time datetime=\"2026-03-01T12:25:00Z\">1 Mar 2026, 12:25:00 UTC</time>")
        .contains("href=\"/client-accounts\">Back to now")
        .contains("value=\"2026-03-01T12:25:00\"", "data-status=\"EXPIRED\"", "plan PRO")
        .contains("/client-accounts/661001?asOf=2026-03-01T12:25:00Z")
        .doesNotContain(
            "Add Portal", "Remove selected", "Reconnect", "method=\"post\" action=\"/c");
    assertThat(open(owner, "/client-accounts/rows?asOf=2026-03-01T12:15:00Z"))
        .contains("data-status=\"CONNECTED\"")
        .doesNotContain("Reconnect", "type=\"checkbox\"");
  }

  @Test
  void one_account_of_a_past_moment_says_so_and_lets_nobody_do_anything() {
    Browser owner = RunningQuerySide.signedIn("Olivia", "historic", "OWNER");

    assertThat(open(owner, "/client-accounts/661001")).contains("Reconnect", "Remove</a>");
    assertThat(open(owner, "/client-accounts/661001?asOf=2026-03-01T12:25"))
        .contains("1 Mar 2026, 12:25:00 UTC", "href=\"/client-accounts/661001\">Back to now")
        .contains("by the grant itself; later confirmations are no events")
        .contains("/audit-trail?portal=661001&amp;asOf=2026-03-01T12:25:00Z")
        .doesNotContain("Reconnect", "Remove");
    assertThat(open(owner, "/client-accounts/661001?asOf=2026-03-01T12:05"))
        .contains("nobody could touch this portal", "1 Mar 2026, 12:10:00 UTC", "Back to now");
  }

  @Test
  void the_trail_of_a_past_moment_says_so_and_gives_no_advice() {
    Browser auditor = RunningQuerySide.signedIn("Aron", "historic", "AUDITOR");

    assertThat(open(auditor, "/audit-trail")).contains("portal-expired", "What to do");
    assertThat(open(auditor, "/audit-trail?asOf=2026-03-01T12:25&portal=661001"))
        .contains("1 Mar 2026, 12:25:00 UTC", "Back to now", "data-kind=\"portal-expired\"")
        .contains("/audit-trail?actor=", "asOf=2026-03-01T12:25:00Z")
        .doesNotContain("What to do", "data-kind=\"plan-changed\"");
    assertThat(open(auditor, "/audit-trail/rows?asOf=2026-03-01T12:15:00Z"))
        .contains("data-kind=\"portal-connected\"")
        .doesNotContain("data-kind=\"portal-expired\"");
  }

  @Test
  void pages_before_the_first_event_explain_why_they_are_empty() {
    Browser owner = RunningQuerySide.signedIn("Olivia", "historic", "OWNER");

    for (String page : List.of("/client-accounts", "/audit-trail")) {
      assertThat(open(owner, page + "?asOf=2026-02-01"))
          .contains("Nothing was recorded of this organization before 1 Mar 2026, 12:00:00 UTC")
          .contains("Nothing was recorded yet at that moment.", "Back to now");
    }
    assertThat(open(owner, "/client-accounts?asOf=2026-02-01"))
        .contains("This organization was not registered yet.")
        .doesNotContain("Connect the first client account");
  }

  private static PortalConnected connected(long portal, Instant at) {
    return new PortalConnected(
        new PortalId(portal),
        HISTORIC,
        Samples.grant(1, "historic.example"),
        Samples.ATTEMPT,
        Samples.OLIVIA,
        at);
  }

  private static String open(Browser browser, String address) {
    HttpResponse<String> page = browser.get(address, Map.of("Accept", "text/html"));
    assertThat(page.statusCode()).as(address).isEqualTo(200);
    return page.body();
  }

  private static JsonNode json(String address) {
    return JsonMapper.shared().readTree(get(address, Map.of()).body());
  }

  private static HttpResponse<String> get(String address, Map<String, String> headers) {
    return as("historic", address, headers);
  }

  private static HttpResponse<String> as(
      String organization, String address, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    var account = new Account("somebody", "Some Body", organization, List.of("OWNER"));
    all.put("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account));
    return RunningQuerySide.browser().get(address, all);
  }
}
