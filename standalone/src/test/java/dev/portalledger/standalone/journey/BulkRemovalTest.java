package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several portals are removed together, and each gets its own answer. */
@ExtendWith(Chromium.class)
class BulkRemovalTest {

  private static final String REMOVALS = "/api/v1/portals/removals";

  private final long one = Agency.newPortal();
  private final long other = Agency.newPortal();

  @AfterEach
  void nothing_stays_connected() {
    Agency.demo("acme").removeEverything();
  }

  @Test
  void a_trial_tells_what_a_removal_then_does_item_by_item() {
    var agency = Agency.on("PRO");
    agency.connect(one);
    agency.connect(other);
    agency.remove(other);
    var body = "{\"portals\": [%d, %d, 424242], \"dryRun\": %s, \"uninstall\": false}";

    var trial = agency.owner.json("POST", REMOVALS, body.formatted(one, other, true));
    assertThat(trial.json().get("items").findValuesAsString("result"))
        .containsExactly("WOULD_BE_REMOVED", "WAS_REMOVED_BEFORE", "REFUSED");
    assertThat(agency.account(one, 0).get("status").asString()).isEqualTo("CONNECTED");

    var done = agency.owner.json("POST", REMOVALS, body.formatted(one, other, false));
    var items = done.json().get("items");
    assertThat(items.findValuesAsString("result"))
        .containsExactly("REMOVED", "WAS_REMOVED_BEFORE", "REFUSED");
    assertThat(items.get(2).at("/problem/type").asString()).endsWith("/problems/not-found");
    assertThat(items.get(2).at("/problem/detail").asString()).contains("Look at Client Accounts");
    long version = items.get(0).get("version").asLong();
    assertThat(agency.account(one, version).get("status").asString()).isEqualTo("DISCONNECTED");
    assertThat(agency.trail())
        .filteredOn(entry -> entry.get("kind").asString().equals("portal-revoked"))
        .hasSize(2);
  }

  @Test
  void a_repeated_request_gets_the_answer_of_the_first() {
    var agency = Agency.on("PRO");
    agency.connect(one);
    var headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
    var body = "{\"portals\": [%d], \"dryRun\": false, \"uninstall\": false}".formatted(one);
    var target = agency.owner.product.resolve(REMOVALS);

    var first = agency.owner.send("POST", target, headers, body);
    var again = agency.owner.send("POST", target, headers, body);

    assertThat(first.json().get("items").findValuesAsString("result")).containsExactly("REMOVED");
    assertThat(again.body()).isEqualTo(first.body());
  }

  @Test
  void a_selection_that_is_none_is_refused_with_a_reason() {
    var agency = Agency.on("PRO");
    for (var portals : new String[] {"[]", "[0]", "[null]", "[1, -5]"}) {
      var answer =
          agency.owner.json(
              "POST",
              REMOVALS,
              "{\"portals\": %s, \"dryRun\": true, \"uninstall\": false}".formatted(portals));
      assertThat(answer.status()).as(portals).isEqualTo(400);
      assertThat(answer.json().get("type").asString()).endsWith("/problems/invalid-request");
    }
  }

  @Test
  void an_operator_ends_all_of_an_organization_and_names_their_number() {
    var agency = Agency.on("PRO");
    agency.connect(one);
    agency.connect(other);
    var operator = new People(World.get()).bearer("", "OPERATOR", "operator");
    var path = "/api/v1/organizations/%s/revocations".formatted(agency.id);

    var trial = operator.json("POST", path, "{\"dryRun\": true, \"connections\": 0}");
    assertThat(trial.json().get("connections").asInt()).isEqualTo(2);
    var wrong = operator.json("POST", path, "{\"dryRun\": false, \"connections\": 3}");
    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.json().get("connections").asInt()).isEqualTo(2);

    var done = operator.json("POST", path, "{\"dryRun\": false, \"connections\": 2}");
    assertThat(done.json().get("ended").asInt()).isEqualTo(2);
    assertThat(agency.account(one, 1).get("cause").asString()).isEqualTo("ENDED_BY_OPERATOR");
    assertThat(agency.account(other, 1).get("status").asString()).isEqualTo("DISCONNECTED");
  }

  @Test
  void a_member_selects_portals_sees_what_will_happen_and_removes_them(Window window) {
    var agency = Agency.demo("acme");
    agency.connect(one);
    agency.connect(other);
    agency.account(other, 0);
    window.signIn("owner@acme.test");
    window.open("/client-accounts");
    window.page.locator("tr[data-portal='" + one + "'] .pick").check();
    window.page.locator("tr[data-portal='" + other + "'] .pick").check();
    window.look("bulk-selected").lookNarrow("bulk-selected-narrow");
    window.button("Remove selected").click();

    assertThat(window.heading()).isEqualTo("Remove 2 portals?");
    assertThat(window.text()).contains("Our access to each of them ends at once");
    window.look("bulk-preview").lookNarrow("bulk-preview-narrow");
    window.button("Remove 2 portals").click();

    window.headingBecomes("2 portals are disconnected");
    assertThat(window.text()).contains("company%d.test".formatted(one), "Removed by");
    window.look("bulk-removed").lookNarrow("bulk-removed-narrow");
  }
}
