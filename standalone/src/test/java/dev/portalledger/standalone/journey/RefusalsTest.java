package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every way an attempt can end without a connection: one page, one entry in the audit trail. */
class RefusalsTest {

  @AfterEach
  void everything_works_again() {
    Agency.SANDBOX.reset();
  }

  @Test
  void a_portal_held_by_another_organization_is_refused_without_naming_it() {
    var portal = Agency.newPortal();
    var holder = Agency.on("PRO");
    holder.connect(portal);
    var other = Agency.on("PRO");
    var attempt = other.setOut();
    var location = other.arrive(other.decide(attempt, Agency.adminOf(portal), portal, "grant"));

    assertThat(location.getPath()).isEqualTo("/attempts/" + attempt.id());
    var page = other.owner.open(location);
    assertThat(page.body()).contains("another organization").doesNotContain(holder.id);
    assertEndsIn(other, attempt, "authorization-refused", "PORTAL_HELD_BY_ANOTHER_ORGANIZATION");
    assertThat(other.trail().toString()).doesNotContain(holder.id);
    assertThat(Ledger.strays()).isEmpty();
  }

  @Test
  void the_fourth_portal_of_a_pro_plan_is_refused_naming_plan_and_seats() {
    var agency = Agency.on("PRO");
    for (int i = 0; i < 3; i++) {
      agency.connect(Agency.newPortal());
    }
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var location = agency.arrive(agency.decide(attempt, Agency.adminOf(portal), portal, "grant"));

    assertThat(agency.owner.open(location).body()).contains("PRO");
    assertEndsIn(agency, attempt, "authorization-refused", "PLAN_LIMIT_REACHED");
    assertThat(agency.accounts().at("/seats/held").asInt()).isEqualTo(3);
  }

  @Test
  void reconnecting_one_portal_but_picking_another_is_refused_and_says_which_was_picked() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var picked = Agency.newPortal();
    agency.connect(portal);
    var attempt = agency.setOutToReconnect(portal);
    // HubSpot's picker is skipped, but nothing keeps the user from another account.
    var url = attempt.authorizeUrl().toString().replace("/oauth/%d/".formatted(portal), "/oauth/");
    var elsewhere = new Agency.Attempt(attempt.id(), java.net.URI.create(url));
    var location = agency.arrive(agency.decide(elsewhere, Agency.adminOf(picked), picked, "grant"));

    assertThat(agency.owner.open(location).body())
        .contains(Long.toString(portal))
        .contains(Long.toString(picked));
    assertEndsIn(agency, attempt, "authorization-refused", "WRONG_PORTAL");
    assertThat(Ledger.eventsOf("portal-" + picked)).isZero();
  }

  @Test
  void a_denied_consent_is_recorded_as_denied() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var location = agency.arrive(agency.decide(attempt, Agency.adminOf(portal), portal, "deny"));

    assertThat(agency.owner.open(location).status()).isEqualTo(200);
    assertEndsIn(agency, attempt, "authorization-denied", null);
  }

  @Test
  void a_grant_without_a_required_scope_is_refused_naming_the_scope() {
    Agency.SANDBOX.knobs("{\"omitGrantedScopes\": [\"crm.objects.deals.read\"]}");
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var location = agency.arrive(agency.decide(attempt, Agency.adminOf(portal), portal, "grant"));

    assertThat(agency.owner.open(location).body()).contains("crm.objects.deals.read");
    assertEndsIn(agency, attempt, "authorization-refused", "SCOPES_MISSING");
  }

  @Test
  void without_admin_rights_hubspot_never_comes_back_and_the_attempt_is_abandoned() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var page = agency.decide(attempt, "viewer@company%d.test".formatted(portal), portal, "grant");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("permission");

    Ledger.age(attempt.id());
    Eventually.holds(() -> assertThat(agency.outcomesOf(attempt)).hasSize(1));
    assertEndsIn(agency, attempt, "authorization-abandoned", null);
  }

  @Test
  void an_answer_that_comes_too_late_ends_as_abandoned_once() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var answer = agency.decide(attempt, Agency.adminOf(portal), portal, "grant");
    Ledger.age(attempt.id());

    var location = agency.arrive(answer);

    assertThat(agency.owner.open(location).status()).isEqualTo(200);
    assertEndsIn(agency, attempt, "authorization-abandoned", null);
    assertThat(Ledger.eventsOf("portal-" + portal)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN,HTML,HUBSPOT_ANSWER_UNREADABLE",
    "TOKEN,TRUNCATED_JSON,HUBSPOT_ANSWER_UNREADABLE",
    "TOKEN,RATE_LIMITED,HUBSPOT_RATE_LIMITED",
    "TOKEN,SERVER_ERROR,HUBSPOT_UNAVAILABLE",
    "TOKEN,UNAVAILABLE,HUBSPOT_UNAVAILABLE",
    "TOKEN,MIGRATING,HUBSPOT_UNAVAILABLE",
    "TOKEN,DROP_CONNECTION,HUBSPOT_UNAVAILABLE",
    "TOKEN,BAD_REQUEST,APP_MISCONFIGURED",
    "TOKEN,FORBIDDEN,APP_MISCONFIGURED",
    "INTROSPECT,HTML,HUBSPOT_ANSWER_UNREADABLE",
    "INTROSPECT,SERVER_ERROR,HUBSPOT_UNAVAILABLE",
    "INTROSPECT,RATE_LIMITED,HUBSPOT_RATE_LIMITED"
  })
  void a_failed_exchange_is_recorded_with_its_cause_and_connects_nothing(
      String endpoint, String kind, String cause) {
    Agency.SANDBOX.knobs(
        "{\"faults\": [{\"endpoint\": \"%s\", \"kind\": \"%s\", \"times\": 1}]}"
            .formatted(endpoint, kind));
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    var attempt = agency.setOut();
    var location = agency.arrive(agency.decide(attempt, Agency.adminOf(portal), portal, "grant"));

    assertThat(agency.owner.open(location).status()).isEqualTo(200);
    assertEndsIn(agency, attempt, "authorization-failed", cause);
    assertThat(Ledger.eventsOf("portal-" + portal)).isZero();
    Eventually.holds(() -> assertThat(Ledger.pendingCredentials()).isZero());
  }

  @Test
  void after_any_refusal_the_fresh_grant_is_dead_at_hubspot() {
    var portal = Agency.newPortal();
    Agency.SANDBOX.knobs("{\"reauthorizeOtherUser\": \"NEW_TOKEN_OLD_ALIVE\"}");
    Agency.on("PRO").connect(portal);
    var other = Agency.on("PRO");
    var attempt = other.setOut();
    other.arrive(
        other.decide(attempt, "marketer@company%d.test".formatted(portal), portal, "grant"));

    Eventually.holds(() -> assertThat(aliveOn(portal)).isEqualTo(1));
  }

  private static long aliveOn(long portal) {
    return grantsOn(portal).stream().filter(grant -> grant.get("alive").asBoolean()).count();
  }

  static List<JsonNode> grantsOn(long portal) {
    return java.util.stream.StreamSupport.stream(
            Agency.SANDBOX.grants().get("grants").spliterator(), false)
        .filter(grant -> grant.get("portal").asLong() == portal)
        .toList();
  }

  private static void assertEndsIn(
      Agency agency,
      Agency.Attempt attempt,
      String kind,
      @org.jspecify.annotations.Nullable String cause) {
    var outcomes = Eventually.get(() -> one(agency.outcomesOf(attempt)));
    assertThat(outcomes.get("kind").asString()).isEqualTo(kind);
    assertThat(outcomes.path("cause").isNull() ? null : outcomes.path("cause").asString(null))
        .isEqualTo(cause);
  }

  private static JsonNode one(List<JsonNode> outcomes) {
    assertThat(outcomes).hasSize(1);
    return outcomes.getFirst();
  }
}
