package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.connection.ExpireConnection;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.standalone.World;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Many portals asked to be reconnected in one go: one result and one event each, and progress. */
@ExtendWith(Chromium.class)
class CampaignsTest {

  private final Agency agency = Agency.on("CUSTOM");

  @AfterEach
  void everything_works_again() {
    Agency.SANDBOX.reset();
  }

  @Test
  void named_portals_get_a_result_each_and_an_event_each_and_an_unknown_one_gets_none() {
    long one = connected();
    long two = connected();
    long strange = Agency.newPortal();
    Agency.on("PRO").connect(strange);

    var answer = start("{\"portals\": [%d, %d, %d, %d, 424242]}".formatted(two, one, strange, two));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(results(answer.json()))
        .isEqualTo(
            Map.of(
                one,
                "REQUESTED",
                two,
                "REQUESTED",
                strange,
                "UNKNOWN_PORTAL",
                424242L,
                "UNKNOWN_PORTAL"));
    var campaign = answer.json().get("campaignId").asString();
    assertThat(Ledger.eventsOf("campaign-" + campaign)).isEqualTo(2);
    for (var item : answer.json().get("items")) {
      assertThat(item.get("link").isNull())
          .isEqualTo(item.get("result").asString().equals("UNKNOWN_PORTAL"));
      if (!item.get("link").isNull()) {
        assertThat(agency.owner.get(item.get("link").asString()).body()).contains("Reconnect");
      }
    }
    Eventually.holds(
        () ->
            assertThat(agency.trail())
                .filteredOn(e -> e.get("kind").asString().equals("reconnect-requested"))
                .extracting(e -> e.get("portalId").asLong())
                .containsExactlyInAnyOrder(one, two));
  }

  @Test
  void a_dry_run_says_the_same_and_records_nothing() {
    long portal = connected();
    int before = Ledger.eventsIn(agency.id);

    var dry = start("{\"portals\": [%d, 424242], \"dryRun\": true}".formatted(portal));

    assertThat(dry.status()).isEqualTo(200);
    assertThat(dry.json().get("campaignId").isNull()).isTrue();
    assertThat(dry.json().get("dryRun").asBoolean()).isTrue();
    assertThat(results(dry.json()))
        .isEqualTo(Map.of(portal, "REQUESTED", 424242L, "UNKNOWN_PORTAL"));
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(before);
  }

  @Test
  void expired_portals_are_found_and_no_others() {
    long expired = connected();
    connected();
    long removed = connected();
    expire(expired);
    expire(removed);
    agency.remove(removed);

    assertThat(results(start("{\"filter\": \"EXPIRED\"}").json()))
        .isEqualTo(Map.of(expired, "REQUESTED"));

    agency.reconnect(expired, expired);
    var none = start("{\"filter\": \"EXPIRED\"}");
    assertThat(none.status()).isEqualTo(200);
    assertThat(none.json().get("items")).isEmpty();
  }

  @Test
  void portals_that_lack_scopes_are_found_until_they_were_asked_for_them() {
    long old = connected();
    long removed = connected();
    long expired = connected();
    agency.remove(removed);
    expire(expired);
    assertThat(results(start("{\"filter\": \"DRIFT\"}").json())).isEmpty();
    agency.switchOn("AUDIT", "DEPLOY");
    connected();

    assertThat(results(start("{\"filter\": \"DRIFT\"}").json()))
        .isEqualTo(Map.of(old, "REQUESTED"));

    agency.reconnect(old, old);
    assertThat(results(start("{\"filter\": \"DRIFT\"}").json())).isEmpty();
  }

  @Test
  void the_same_request_again_gets_the_same_answer_and_starts_nothing() {
    long portal = connected();
    var key = UUID.randomUUID().toString();
    var body = "{\"portals\": [%d]}".formatted(portal);

    var first = start(body, key);
    var again = start(body, key);

    assertThat(again.body()).isEqualTo(first.body());
    Eventually.holds(
        () -> assertThat(agency.owner.getJson("/api/v1/campaigns").json().get("items")).hasSize(1));
    assertThat(Ledger.eventsOf("campaign-" + first.json().get("campaignId").asString()))
        .isEqualTo(1);
  }

  @Test
  void a_form_that_is_sent_twice_starts_one_campaign_and_both_lead_to_it() {
    connected();
    agency.switchOn("AUDIT", "DEPLOY");
    var id = "form-" + UUID.randomUUID();
    var form = Map.of("filter", "DRIFT", "campaign", id);
    var target = agency.owner.product.resolve("/campaigns");

    var first = agency.owner.post(target, form);
    var again = agency.owner.post(target, form);

    assertThat(first.status()).isEqualTo(303);
    assertThat(first.location().toString()).endsWith("/campaigns/" + id + "?minItems=1");
    assertThat(again.location()).isEqualTo(first.location());
    assertThat(Ledger.eventsOf("campaign-" + id)).isEqualTo(1);
    assertThat(agency.owner.open(first.location()).body()).contains("0 of 1 reconnected");
  }

  @Test
  void a_form_of_another_kind_is_refused() {
    var target = agency.owner.product.resolve("/campaigns");

    for (var form :
        List.of(
            Map.<String, String>of(),
            Map.of("filter", "DRIFT"),
            Map.of("filter", "DRIFT", "campaign", "too short"),
            Map.of("filter", "ALL", "campaign", "form-0000000000000"))) {
      assertThat(agency.owner.post(target, form).location().getPath())
          .isEqualTo("/problems/invalid-request");
    }
  }

  @Test
  void progress_is_open_then_refused_then_reconnected() {
    long portal = connected();
    long other = connected();
    var campaign =
        start("{\"portals\": [%d, %d]}".formatted(portal, other))
            .json()
            .get("campaignId")
            .asString();
    becomes(campaign, portal, "OPEN");

    var picked = Agency.newPortal();
    agency.reconnectPicking(portal, picked);
    becomes(campaign, portal, "REFUSED");
    becomes(campaign, other, "OPEN");

    agency.reconnect(portal, portal);
    becomes(campaign, portal, "RECONNECTED");
    var found = detailed(campaign).get("campaign");
    assertThat(found.get("portals").asInt()).isEqualTo(2);
    assertThat(found.get("open").asInt()).isEqualTo(1);
    assertThat(found.get("reconnected").asInt()).isEqualTo(1);
    assertThat(found.get("refused").asInt()).isZero();
    assertThat(Agency.on("PRO").owner.getJson("/api/v1/campaigns/" + campaign).status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"dryRun\": true}",
        "{\"portals\": []}",
        "{\"portals\": [0]}",
        "{\"portals\": [\"1001\"]}",
        "{\"portals\": [null]}",
        "{\"portals\": [1001], \"filter\": \"EXPIRED\"}",
        "{\"filter\": \"ALL\"}",
        "{\"portals\": [1001], \"force\": true}"
      })
  void what_is_no_campaign_is_a_clear_problem(String body) {
    var answer = start(body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("type").asString()).endsWith("/problems/invalid-request");
    assertThat(answer.json().get("detail").asString()).hasSizeGreaterThan(30);
  }

  @Test
  void a_campaign_takes_five_hundred_portals_and_not_one_more() {
    assertThat(start(portals(500)).status()).isEqualTo(200);
    assertThat(start(portals(501)).json().get("detail").asString())
        .contains("1 to 500 portals", "Send more in several");
  }

  @Test
  void an_admin_asks_for_all_that_lack_scopes_and_follows_the_progress(Window window) {
    var acme = Agency.demo("acme");
    try {
      acme.switchOn("AUDIT");
      long portal = Agency.newPortal();
      long other = Agency.newPortal();
      acme.connect(portal);
      acme.connect(other);
      acme.switchOn("AUDIT", "IMPORT", "DEPLOY");
      asksForAll(window);

      window.page.locator("tr[data-portal='" + portal + "']").getByText("Reconnect").click();
      window.signInAtHubSpot(Agency.adminOf(portal)).consent();
      Eventually.holds(
          () -> {
            window.open("/campaigns");
            assertThat(window.text()).contains("1 of 2 reconnected, 0 refused, 1 open");
          });
      window.look("campaigns").lookNarrow("campaigns-narrow");
      window.button("Reconnect all expired portals").click();
      assertThat(window.text()).contains("No portal needs it.");
    } finally {
      acme.switchOn("AUDIT", "IMPORT", "DEPLOY");
      acme.removeEverything();
    }
  }

  private static void asksForAll(Window window) {
    window.signIn("admin@acme.test").link("Campaigns").click();
    window.look("campaigns-empty");
    window.button("Re-scope all portals that lack scopes").click();
    assertThat(window.heading()).isEqualTo("0 of 2 reconnected");
    assertThat(window.text()).contains("0 refused, 2 open", "started by Adam Admin");
    window.look("campaign").lookNarrow("campaign-narrow");
  }

  private long connected() {
    long portal = Agency.newPortal();
    assertThat(agency.connect(portal).getPath()).isEqualTo("/client-accounts");
    return portal;
  }

  private void expire(long portal) {
    var _ =
        World.get()
            .product()
            .getBean(Commands.class)
            .send(
                new ExpireConnection(
                    new OrganizationId(agency.id), new PortalId(portal), 1, ExpiryCause.GRANT_DEAD),
                Commands.SYSTEM);
  }

  private Answer start(String body) {
    return agency.owner.json("POST", "/api/v1/campaigns", body);
  }

  private Answer start(String body, String key) {
    return agency.owner.send(
        "POST",
        agency.owner.product.resolve("/api/v1/campaigns"),
        Map.of(
            "Accept", "application/json",
            "Content-Type", "application/json",
            "Idempotency-Key", key),
        body);
  }

  private static String portals(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> "" + (800_000 + number))
        .collect(Collectors.joining(",", "{\"portals\": [", "]}"));
  }

  private JsonNode detailed(String campaign) {
    return agency.owner.getJson("/api/v1/campaigns/" + campaign).json();
  }

  private void becomes(String campaign, long portal, String state) {
    Eventually.holds(
        () ->
            assertThat(detailed(campaign).path("items"))
                .filteredOn(item -> item.get("portalId").asLong() == portal)
                .extracting(item -> item.get("state").asString())
                .containsExactly(state));
  }

  private static Map<Long, String> results(JsonNode answer) {
    return answer
        .get("items")
        .valueStream()
        .collect(
            Collectors.toMap(
                item -> item.get("portalId").asLong(), item -> item.get("result").asString()));
  }
}
