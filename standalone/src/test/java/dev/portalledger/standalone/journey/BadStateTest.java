package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T7, T8: answers that HubSpot did not give, or not to this browser: nothing is exchanged, nothing
 * recorded, and the attempt they try to use up is still good for whoever began it.
 */
class BadStateTest {

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();
  private final Agency.Attempt attempt = agency.setOut();
  private final URI callback =
      agency.decide(attempt, Agency.adminOf(portal), portal, "grant").location();
  private int calls;
  private int events;

  @BeforeEach
  void count() {
    calls = tokenCalls();
    events = Ledger.eventsIn(agency.id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?code=abc",
        "?state=",
        "?state=made-up&code=abc",
        "?state=%00&code=%00",
        "?state=<script>&error=<script>",
        "?error=access_denied",
        "?state=a&state=b&code=abc"
      })
  void a_state_nobody_gave_out(String query) {
    var target = agency.owner.product + "/oauth/hubspot/callback" + query.replace("<", "%3C");
    assertLeadsTo(
        "/problems/state-unknown", agency.owner.open(URI.create(target.replace(">", "%3E"))));
  }

  @Test
  void a_state_far_too_long() {
    assertLeadsTo(
        "/problems/state-unknown",
        agency.owner.get("/oauth/hubspot/callback?code=abc&state=" + "a".repeat(4000)));
  }

  @Test
  void a_state_that_is_no_text() {
    assertLeadsTo(
        "/problems/invalid-request", agency.owner.get("/oauth/hubspot/callback?state=%ff%fe"));
  }

  @Test
  void a_truncated_state() {
    var state = "state=" + parameter("state");
    var cut = callback.toString().replace(state, state.substring(0, state.length() - 1));

    assertLeadsTo("/problems/state-unknown", agency.owner.open(URI.create(cut)));
  }

  @Test
  void a_browser_without_the_cookie() {
    assertLeadsTo("/problems/other-browser", agency.again().owner.open(callback));
  }

  @Test
  void a_browser_with_the_cookie_of_an_attempt_of_its_own() {
    var again = agency.again();
    again.setOut();
    count();

    assertThat(again.owner.open(callback).location().getPath())
        .isEqualTo("/problems/other-browser");
    assertStillUsable();
  }

  @Test
  @DisplayName("T8: a stranger with the right cookie")
  void a_stranger_with_the_right_cookie() {
    var stranger = new People(World.get()).stranger();
    stranger.cookies.putAll(agency.owner.cookies);

    assertLeadsTo("/problems/other-browser", stranger.open(callback));
  }

  @Test
  @DisplayName("T8: somebody else of the organization with the right cookie")
  void somebody_else_of_the_organization_with_the_right_cookie() {
    var colleague = new People(World.get()).bearer(agency.id, "ADMIN", "colleague");
    colleague.cookies.putAll(agency.owner.cookies);

    assertLeadsTo("/problems/other-browser", colleague.open(callback));
  }

  @Test
  @DisplayName("T8: the state of another organization")
  void the_state_of_another_organization() {
    var other = Agency.on("PRO");
    other.setOut();

    assertLeadsTo("/problems/other-browser", other.owner.open(callback));
  }

  @Test
  void a_used_state_leads_where_it_led_the_first_time_and_does_nothing_more() {
    var first = agency.owner.open(callback).location();
    assertThat(first.getPath()).isEqualTo("/client-accounts");
    count();

    assertThat(agency.owner.open(callback).location()).isEqualTo(first);
    assertThat(agency.owner.open(swapped("code", "another")).location()).isEqualTo(first);
    assertThat(tokenCalls()).isEqualTo(calls);
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(events);
  }

  @Test
  void an_expired_state_ends_the_attempt_once() {
    Ledger.age(attempt.id());
    for (int i = 0; i < 3; i++) {
      assertThat(agency.owner.open(callback).location().getPath())
          .isEqualTo("/attempts/" + attempt.id());
    }

    assertOutcome("authorization-abandoned", null);
    assertThat(tokenCalls()).isEqualTo(calls);
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(events + 1);
  }

  @Test
  void a_code_hubspot_rejects() {
    assertThat(agency.owner.open(swapped("code", "na1-made-up")).location().getPath())
        .isEqualTo("/attempts/" + attempt.id());

    assertOutcome("authorization-failed", "CODE_REJECTED");
    assertThat(Ledger.eventsOf("portal-" + portal)).isZero();
  }

  @Test
  void no_code_at_all() {
    var state = callback.getPath() + "?state=" + parameter("state");
    assertThat(agency.owner.get(state).location().getPath()).isEqualTo("/attempts/" + attempt.id());

    assertOutcome("authorization-failed", "CALLBACK_MALFORMED");
    assertThat(tokenCalls()).isEqualTo(calls);
  }

  private void assertLeadsTo(String page, Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo(URI.create(agency.owner.product + page));
    assertThat(agency.owner.get(page).status()).isEqualTo(200);
    assertStillUsable();
  }

  private void assertStillUsable() {
    assertThat(tokenCalls()).isEqualTo(calls);
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(events);
    assertThat(agency.owner.open(callback).location().getPath()).isEqualTo("/client-accounts");
  }

  private void assertOutcome(String kind, @Nullable String cause) {
    Eventually.holds(() -> assertThat(agency.outcomesOf(attempt)).hasSize(1));
    var outcome = agency.outcomesOf(attempt).getFirst();
    assertThat(outcome.get("kind").asString()).isEqualTo(kind);
    assertThat(outcome.path("cause").asString(null)).isEqualTo(cause);
  }

  private String parameter(String name) {
    return List.of(callback.getRawQuery().split("&", -1)).stream()
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private URI swapped(String name, String value) {
    return URI.create(
        callback.toString().replace(name + "=" + parameter(name), name + "=" + value));
  }

  private static int tokenCalls() {
    return Agency.SANDBOX.calls().at("/counts").path("POST /oauth/2026-03/token").asInt(0);
  }
}
