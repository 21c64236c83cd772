package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * T14, T15: what is recorded is what HubSpot granted, not what was asked for or what a browser
 * says.
 */
@ExtendWith(Chromium.class)
class GrantedVariantsTest {

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();

  @AfterEach
  void everything_works_again() {
    Agency.SANDBOX.reset();
  }

  @Test
  @DisplayName("T14: granted as asked: connected with those scopes")
  void granted_as_asked() {
    agency.connect(portal);

    assertThat(outcomes()).containsExactly("portal-connected");
    assertThat(granted())
        .contains("crm.objects.deals.read", "files.read")
        .doesNotContain("files.write");
    assertThat(unasked()).isEmpty();
    assertThat(agency.owner.get("/client-accounts").body()).doesNotContain("More granted than");
  }

  @Test
  @DisplayName("T14: an optional scope less: connected, and the scope is not claimed")
  void an_optional_scope_less() {
    Agency.SANDBOX.knobs("{\"omitGrantedScopes\": [\"files.read\"]}");

    agency.connect(portal);

    assertThat(outcomes()).containsExactly("portal-connected");
    assertThat(granted()).contains("crm.objects.deals.read").doesNotContain("files.read");
  }

  @Test
  @DisplayName("T14: a required scope less: refused naming it, and revoked at HubSpot")
  void a_required_scope_less() {
    Agency.SANDBOX.knobs("{\"omitGrantedScopes\": [\"crm.objects.deals.read\"]}");

    agency.connect(portal);

    assertThat(outcomes()).containsExactly("authorization-refused");
    assertThat(newest().get("missingScopes").toString()).contains("crm.objects.deals.read");
    assertThat(Ledger.eventsOf("portal-" + portal)).isZero();
    assertRevoked();
  }

  @Test
  @DisplayName("T14: nothing but a token: refused naming all, and revoked at HubSpot")
  void nothing_granted_at_all() {
    Agency.SANDBOX.knobs(
        """
        {"omitGrantedScopes": ["crm.objects.companies.read", "crm.objects.contacts.read",
         "crm.objects.deals.read", "crm.objects.owners.read", "crm.schemas.companies.read",
         "crm.schemas.contacts.read", "crm.schemas.deals.read"]}
        """);

    agency.connect(portal);

    assertThat(outcomes()).containsExactly("authorization-refused");
    assertThat(newest().get("missingScopes").size()).isEqualTo(7);
    assertRevoked();
  }

  @Test
  @DisplayName("T14: the user asked for more on the way: connected, recorded, and warned of")
  void more_than_asked() {
    askForMore(agency);

    assertThat(outcomes()).containsExactly("portal-connected");
    assertThat(granted()).contains("files.read", "files.write");
    assertThat(unasked()).containsExactly("files.write");
    assertThat(agency.owner.get("/client-accounts").body())
        .contains("More granted than asked for: Files");
    assertThat(agency.owner.get("/client-accounts/" + portal).body())
        .contains(
            "More was granted than asked for: Files", "<span>files.write</span> <em>not asked");
  }

  @Test
  @DisplayName("T14: whoever looks at the portal is told what was granted beyond the question")
  void more_than_asked_is_told_to_whoever_looks(Window window) {
    var acme = Agency.demo("acme");
    try {
      acme.switchOn("AUDIT");
      askForMore(acme);
      acme.account(portal, 0);
      window.signIn("owner@acme.test").look("more-granted-list");
      assertThat(window.text()).contains("More granted than asked for: Files");
      window.open("/client-accounts/" + portal);
      assertThat(window.text()).contains("More was granted than asked for: Files", "not asked for");
      window.look("more-granted").lookNarrow("more-granted-narrow");
    } finally {
      acme.switchOn("AUDIT", "IMPORT", "DEPLOY");
      acme.removeEverything();
    }
  }

  @Test
  @DisplayName("T15: whatever the browser says of portal and user, HubSpot's word is recorded")
  void whatever_the_browser_says_hubspots_word_is_recorded() {
    var attempt = agency.setOut();
    var callback = agency.decide(attempt, Agency.adminOf(portal), portal, "grant").location();
    var forged =
        callback
            + "&portalId=424242&hub_id=424242&hubId=424242&user_id=1&user=boss%40evil.test"
            + "&hub_domain=evil.test&app_id=1&client_id=evil&scope=everything&scopes=everything"
            + "&organization=globex&organizationId=globex&expectedPortal=424242";

    var location = agency.owner.open(URI.create(forged)).location();

    assertThat(location.getQuery()).startsWith("portal=" + portal + "&");
    var connected = agency.account(portal, 0);
    assertThat(connected.toString())
        .contains("company" + portal)
        .doesNotContain("evil", "everything", "424242");
    assertThat(agency.owner.get("/client-accounts/" + portal).body())
        .contains(Agency.adminOf(portal))
        .doesNotContain("evil.test");
    assertThat(Ledger.eventsOf("portal-424242")).isZero();
  }

  /** The address of HubSpot's page is changed on the way there. */
  private void askForMore(Agency whose) {
    var attempt = whose.setOut();
    var more =
        URI.create(
            attempt.authorizeUrl().toString().replace("files.read", "files.read%20files.write"));
    whose.arrive(
        whose.decide(
            new Agency.Attempt(attempt.id(), more), Agency.adminOf(portal), portal, "grant"));
  }

  private List<String> unasked() {
    return agency.account(portal, 0).get("scopeDrift").findValues("unasked").stream()
        .flatMap(JsonNode::valueStream)
        .map(JsonNode::asString)
        .toList();
  }

  private void assertRevoked() {
    Eventually.holds(
        () ->
            assertThat(RefusalsTest.grantsOn(portal))
                .isNotEmpty()
                .noneMatch(grant -> grant.get("alive").asBoolean()));
  }

  private Stream<JsonNode> ended() {
    return agency.trail().stream()
        .filter(entry -> !entry.path("attemptId").asString("").isEmpty())
        .filter(entry -> !entry.get("kind").asString().equals("authorization-started"));
  }

  private List<String> outcomes() {
    Eventually.holds(() -> assertThat(ended()).isNotEmpty());
    return ended().map(entry -> entry.get("kind").asString()).toList();
  }

  private JsonNode newest() {
    Eventually.holds(() -> assertThat(ended()).isNotEmpty());
    return ended().findFirst().orElseThrow();
  }

  private List<String> granted() {
    return newest().get("scopes").valueStream().map(JsonNode::asString).toList();
  }
}
