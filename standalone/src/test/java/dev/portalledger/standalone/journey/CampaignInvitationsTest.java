package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A campaign that asks the portals' own admins, who have no account here: one link per portal. */
@ExtendWith(Chromium.class)
class CampaignInvitationsTest {

  private static final Pattern LINE =
      Pattern.compile("(\\d+),(https?://[^,]+/invitations/[A-Za-z0-9_-]{43}),2\\d{3}-.+Z");

  private final Agency agency = Agency.on("CUSTOM");

  @Test
  @DisplayName("T9: each portal's link is good for that portal, and what comes of it is progress")
  void each_portal_has_a_link_of_its_own_that_reconnects_it_and_no_other() {
    long one = connected();
    long two = connected();
    var answer =
        start("{\"portals\": [%d, %d, 424242], \"invite\": \"AUDIT\"}".formatted(one, two));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var campaign = answer.json().get("campaignId").asString();
    assertThat(item(answer, 424_242).get("invitation").isNull()).isTrue();

    assertThat(guest(answer, one).look().body()).contains("Portal " + one + " only");
    assertThat(guest(answer, one).connect(one).body()).contains("is connected to");
    assertThat(agency.account(one, 1).get("generation").asInt()).isEqualTo(2);
    assertThat(state(campaign, one)).isEqualTo("RECONNECTED");
    assertThat(state(campaign, two)).isEqualTo("OPEN");
    assertThat(guest(answer, one).look().status()).isEqualTo(410);
    assertThat(guest(answer, two).look().status()).isEqualTo(200);
    assertThat(invited()).containsExactlyInAnyOrder(one, two);
  }

  @Test
  @DisplayName("T9, T28: a repetition has the same invitations, and none of their links")
  void a_repetition_holds_no_link() {
    long portal = connected();
    var key = UUID.randomUUID().toString();
    var body = "{\"portals\": [%d], \"invite\": \"AUDIT\"}".formatted(portal);

    var first = start(body, key);
    var again = start(body, key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().get("campaignId")).isEqualTo(first.json().get("campaignId"));
    assertThat(invitation(again, portal).get("invitationId"))
        .isEqualTo(invitation(first, portal).get("invitationId"));
    assertThat(invitation(first, portal).get("link").asString()).contains("/invitations/");
    assertThat(invitation(again, portal).get("link").isNull()).isTrue();
    assertThat(invited()).containsExactly(portal);
  }

  @Test
  void a_dry_run_invites_nobody_and_tells_what_would_stand_in_the_way() {
    var body = "{\"portals\": [%d], \"dryRun\": true, \"invite\": \"%s\"}";
    long portal = connected();
    agency.switchOn("AUDIT");
    int before = Ledger.eventsIn(agency.id);

    var dry = start(body.formatted(portal, "AUDIT"));
    assertThat(dry.status()).isEqualTo(200);
    assertThat(item(dry, portal).get("invitation").isNull()).isTrue();

    for (var refused :
        List.of(
            start(body.formatted(portal, "IMPLEMENTATION")),
            start(body.formatted(portal, "IMPLEMENTATION").replace("true", "false")))) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().get("detail").asString()).contains("Switch on IMPORT or DEPLOY");
    }
    assertThat(start(body.formatted(portal, "FUN")).status()).isEqualTo(400);
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(before);
  }

  @Test
  void all_portals_have_room_for_an_invitation_or_nothing_is_begun() {
    long one = connected();
    long two = connected();
    Ledger.openInvitations(agency.id, 499);
    int before = Ledger.eventsIn(agency.id);
    var both = "{\"portals\": [%d, %d], \"invite\": \"AUDIT\"}".formatted(one, two);

    assertThat(start(both).status()).isEqualTo(429);
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(before);

    assertThat(start(both.replace(", " + two, "")).status()).isEqualTo(201);
  }

  @Test
  void the_form_sends_a_file_once_and_leads_to_the_campaign_when_it_is_sent_again() {
    long old = connected();
    agency.switchOn("AUDIT", "DEPLOY");
    var form =
        Map.of(
            "filter", "DRIFT", "campaign", "form-" + UUID.randomUUID(), "invite", "IMPLEMENTATION");
    var target = agency.owner.product.resolve("/campaigns");

    var file = agency.owner.post(target, form);
    var again = agency.owner.post(target, form);

    assertThat(file.status()).isEqualTo(200);
    var headers = file.response().headers();
    assertThat(headers.firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment");
    assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    assertThat(file.body()).startsWith("portal,link,good until\r\n");
    var line = LINE.matcher(file.body());
    assertThat(line.find()).as(file.body()).isTrue();
    assertThat(line.group(1)).isEqualTo("" + old);
    assertThat(new Guest(new Guest.Invitation("", URI.create(line.group(2)))).connect(old).body())
        .contains("is connected to");
    assertThat(again.location().getPath()).isEqualTo("/campaigns/" + form.get("campaign"));
    assertThat(invited()).containsExactly(old);
  }

  @Test
  void the_page_says_why_nobody_is_invited() {
    connected();
    agency.switchOn("AUDIT", "DEPLOY");
    Ledger.openInvitations(agency.id, 500);
    int before = Ledger.eventsIn(agency.id);
    var form =
        Map.of("filter", "DRIFT", "campaign", "form-" + UUID.randomUUID(), "invite", "AUDIT");

    var answer = agency.owner.post(agency.owner.product.resolve("/campaigns"), form);

    assertThat(answer.location().toString()).endsWith("/campaigns?refused=too-many-open");
    assertThat(agency.owner.open(answer.location()).body())
        .contains("Nothing was started.", "Withdraw some that are not");
    assertThat(agency.owner.get("/campaigns?refused=nothing-to-ask-for").body())
        .contains("Choose the other");
    assertThat(agency.owner.get("/campaigns?refused=boo").body())
        .doesNotContain("Nothing was started.");
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(before);
  }

  @Nested
  class InTheBrowser {

    private final Agency acme = Agency.demo("acme");

    @AfterEach
    void as_before() {
      acme.switchOn("AUDIT", "IMPORT", "DEPLOY");
      acme.removeEverything();
    }

    @Test
    void an_admin_gets_the_links_as_a_file_and_can_make_a_single_one_later(Window window)
        throws IOException {
      acme.switchOn("AUDIT");
      long portal = Agency.newPortal();
      acme.connect(portal);
      acme.switchOn("AUDIT", "IMPORT", "DEPLOY");
      window.signIn("admin@acme.test").link("Campaigns").click();
      window.page.getByLabel("Who reconnects").last().selectOption("IMPLEMENTATION");
      window.look("campaigns-links").lookNarrow("campaigns-links-narrow");

      var file =
          window.page.waitForDownload(
              () -> window.button("Re-scope all portals that lack scopes").click());

      assertThat(file.suggestedFilename()).isEqualTo("campaign-links.csv");
      assertThat(Files.readString(file.path())).contains(portal + ",", "/invitations/");
      Eventually.holds(
          () -> {
            window.open("/campaigns");
            assertThat(window.text()).contains("0 of 1 reconnected");
          });
      window.page.locator("tbody a.portal").first().click();
      window.look("campaign-of-links").lookNarrow("campaign-of-links-narrow");
      window.link("Invite an admin of company" + portal + ".test").click();
      assertThat(window.page.getByLabel("Only portal").inputValue()).isEqualTo("" + portal);
      assertThat(window.text()).contains("Portal " + portal, "Open");
      window.look("invitations-of-a-campaign");
    }
  }

  private long connected() {
    long portal = Agency.newPortal();
    assertThat(agency.connect(portal).getPath()).isEqualTo("/client-accounts");
    return portal;
  }

  private Answer start(String body) {
    return start(body, UUID.randomUUID().toString());
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

  private static JsonNode item(Answer answer, long portal) {
    return answer
        .json()
        .get("items")
        .valueStream()
        .filter(item -> item.get("portalId").asLong() == portal)
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode invitation(Answer answer, long portal) {
    return item(answer, portal).get("invitation");
  }

  private static Guest guest(Answer answer, long portal) {
    var invitation = invitation(answer, portal);
    return new Guest(
        new Guest.Invitation(
            invitation.get("invitationId").asString(),
            URI.create(invitation.get("link").asString())));
  }

  private String state(String campaign, long portal) {
    var found = agency.owner.getJson("/api/v1/campaigns/" + campaign).json().get("items");
    return found
        .valueStream()
        .filter(item -> item.get("portalId").asLong() == portal)
        .map(item -> item.get("state").asString())
        .findFirst()
        .orElseThrow();
  }

  /** The portals that somebody was invited for. */
  private List<Long> invited() {
    return agency
        .owner
        .getJson("/api/v1/invitations")
        .json()
        .get("items")
        .valueStream()
        .map(invitation -> invitation.get("expectedPortal").asLong())
        .toList();
  }
}
