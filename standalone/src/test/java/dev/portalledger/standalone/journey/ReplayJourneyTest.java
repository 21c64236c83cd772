package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.portalledger.standalone.World;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An auditor has history read again, in the browser and by program. */
@ExtendWith(Chromium.class)
class ReplayJourneyTest {

  @Test
  @DisplayName("T38: a full replay of a portal's whole life never calls HubSpot and is recorded")
  void a_replay_has_no_side_effect() {
    var agency = Agency.on("PRO");
    long portal = Agency.newPortal();
    agency.connect(portal);
    agency.remove(portal);
    agency.reconnect(portal, portal);
    // What the removal and the old token are owed is done by itself, before we count.
    Eventually.holds(() -> assertThat(Ledger.pendingRevocations()).isZero());
    long calls = callsAbout(portal);
    var auditor = new People(World.get()).bearer(agency.id, "AUDITOR", "anna");

    var asked = auditor.json("POST", "/api/v1/replays", "{\"purpose\": \"SOC 2 2026\"}");
    assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    var replay = Eventually.get(() -> finished(auditor, asked.json().get("href").asString()));

    assertThat(replay.get("differing").asLong()).as(replay.toString()).isZero();
    assertThat(replay.get("done").asLong()).isEqualTo(replay.get("events").asLong()).isPositive();
    assertThat(callsAbout(portal)).isEqualTo(calls);
    var accounts = auditor.getJson(asked.json().get("href").asString() + "/client-accounts").json();
    assertThat(accounts.at("/items/0/portalId").asLong()).isEqualTo(portal);
    assertThat(accounts.at("/items/0/status").asString()).isEqualTo("CONNECTED");
    Eventually.holds(
        () ->
            assertThat(agency.trail())
                .anySatisfy(
                    entry -> {
                      assertThat(entry.get("kind").asString()).isEqualTo("replay-requested");
                      assertThat(entry.get("detail").asString())
                          .isEqualTo("as of now, for SOC 2 2026");
                      assertThat(entry.get("actor").asString())
                          .isEqualTo(replay.get("requestedBy").asString());
                    }));
  }

  @Test
  void an_auditor_replays_today_in_the_browser_and_sees_that_it_is_equal(Window auditor) {
    auditor.signIn("auditor@acme.test");
    auditor.open("/compliance");
    auditor.look("compliance");
    auditor.link("Replays").click();
    auditor.headingBecomes("Replays");
    auditor.look("replays").lookNarrow("replays-narrow");
    auditor.page.getByLabel("Purpose").fill("SOC 2 2026");
    auditor.button("Replay").click();
    auditor.headingBecomes("As it is recorded now");
    auditor.page.getByText("Equal to the live views.").waitFor();
    auditor.look("replay").lookNarrow("replay-narrow");
    assertThat(auditor.sections()).contains("About this replay", "Client accounts then");
    auditor.open("/audit-trail");
    assertThat(auditor.text()).contains("had history replayed as of now, for SOC 2 2026");
  }

  @Test
  void an_operator_rebuilds_a_view_in_the_browser_while_it_serves(Window operator) {
    operator.signIn("operator@ledger.test", "/");
    operator.headingBecomes("Projections");
    operator.button("Rebuild audit-trail").click();
    operator.page.getByText("rebuilt up to position").waitFor();
    operator.button("Check audit-trail").click();
    operator.page.getByText("equal to replay").first().waitFor();
    operator.look("projections").lookNarrow("projections-narrow");
  }

  @Test
  void an_auditor_supposes_a_smaller_plan_in_the_browser(Window auditor) {
    var acme = Agency.demo("acme");
    acme.connect(Agency.newPortal());
    long second = Agency.newPortal();
    acme.connect(second);
    auditor.signIn("auditor@acme.test");
    auditor.open("/compliance/suppose");
    auditor.page.getByLabel("Plan limit").fill("1");
    auditor.button("Suppose").click();
    auditor
        .page
        .getByText("Portal " + second, new Page.GetByTextOptions().setExact(true))
        .waitFor();
    assertThat(auditor.text()).contains("events would have been refused");
    auditor.look("suppose").lookNarrow("suppose-narrow");
    acme.removeEverything();
  }

  @Test
  void a_day_before_the_first_event_is_answered_in_the_browser(Window auditor) {
    auditor.signIn("auditor@acme.test");
    auditor.open("/compliance/replays");
    auditor.page.getByLabel("As it was at the end of").fill("2020-01-01");
    auditor.page.getByLabel("Purpose").fill("ticket-7");
    auditor.button("Replay").click();
    auditor.page.getByText("before the first event").waitFor();
  }

  private static JsonNode finished(Visitor auditor, String href) {
    var answer = auditor.getJson(href);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("state").asString()).isEqualTo("DONE");
    return answer.json();
  }

  private static long callsAbout(long portal) {
    var calls = Agency.SANDBOX.calls().get("calls");
    return StreamSupport.stream(calls.spliterator(), false)
        .filter(call -> call.get("portal").asLong(0) == portal)
        .count();
  }
}
