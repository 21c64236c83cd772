package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** T8, T9: what an invitation's link can do in whose hands. */
class InvitationsTest {

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();

  @AfterEach
  void everything_works_again() {
    Agency.SANDBOX.reset();
  }

  @Test
  @DisplayName("T9: opening the link says who asks for what, and changes nothing")
  void opening_the_link_changes_nothing() {
    var guest = new Guest(Guest.toPortal(agency, portal));
    var events = Ledger.eventsIn(agency.id);
    var sessions = Ledger.sessions();

    var page = guest.look();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("Agency " + agency.id, "Portal " + portal + " only", "nothing in it is changed")
        .contains("contacts, companies", "Connected Apps");
    assertThat(page.response().headers().allValues("Referrer-Policy"))
        .containsExactly("no-referrer");
    assertThat(page.response().headers().firstValue("Cache-Control").orElseThrow())
        .contains("no-store");
    assertThat(guest.browser.cookies).containsOnlyKeys("__Host-invited");
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(events);
    assertThat(Ledger.sessions()).isEqualTo(sessions);
  }

  @Test
  @DisplayName("T9: a portal is connected without an account here; initiator and authorizer stand")
  void a_portal_is_connected_without_an_account_here() {
    var invitation = Guest.toAnyPortal(agency);
    var guest = new Guest(invitation);

    var page = guest.connect(portal);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body())
        .contains("(portal %d) is connected to Agency %s".formatted(portal, agency.id))
        .contains("This was not me");
    var account = agency.account(portal, 0);
    assertThat(account.get("status").asString()).isEqualTo("CONNECTED");
    var connected = entry("portal-connected");
    assertThat(entry("invitation-issued").get("actor")).isEqualTo(connected.get("actor"));
    assertThat(entry("invitation-used").get("authorizer")).isEqualTo(connected.get("authorizer"));
    assertThat(agency.owner.get("/audit-trail").body())
        .contains(
            "owner-of-%s connected portal %d".formatted(agency.id, portal),
            "authorized by " + Agency.adminOf(portal),
            "with an invitation of owner-of-" + agency.id);
    assertThat(entry("invitation-accepted").get("attemptId").asString())
        .isEqualTo(Guest.attempt(page));
    assertThat(entry("invitation-used").get("portalId").asLong()).isEqualTo(portal);
    assertThat(listed(invitation).get("state").asString()).isEqualTo("USED");
    assertThat(Ledger.strays()).isEmpty();
  }

  @Test
  @DisplayName("T9: a link is good once; whoever comes second is told so with 410")
  void a_link_is_good_once() {
    var invitation = Guest.toAnyPortal(agency);
    new Guest(invitation).connect(portal);
    var events = Ledger.eventsIn(agency.id);
    var second = new Guest(invitation);
    // She had the page open before it was used.
    second.browser.cookies.put("__Host-invited", "v".repeat(43));

    var page = second.look();
    var submitted = second.submit("v".repeat(43));

    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("This invitation has been used", "ask", agency.id);
    assertThat(submitted.location()).isEqualTo(invitation.link());
    assertThat(second.browser.follow(submitted).status()).isEqualTo(410);
    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(events);
  }

  @Test
  @DisplayName("T9: another portal than the expected one is not taken, and revoked at HubSpot")
  void another_portal_than_the_expected_one_is_not_taken() {
    var invitation = Guest.toPortal(agency, portal);
    var other = Agency.newPortal();
    var guest = new Guest(invitation);
    var authorize = guest.accept().location().toString();
    // HubSpot's picker is skipped, but nothing keeps the user from another account.
    var elsewhere = URI.create(authorize.replace("/oauth/%d/".formatted(portal), "/oauth/"));
    var answer =
        new Visitor(World.get().sandboxUrl())
            .open(Sandbox.answered(elsewhere, Agency.adminOf(other), other, "grant"));

    var page = guest.arrive(answer.location());

    assertThat(page.body()).contains("Another portal was picked", "portal " + portal);
    assertThat(Ledger.eventsOf("portal-" + other)).isZero();
    assertThat(entry("authorization-refused").get("cause").asString()).isEqualTo("WRONG_PORTAL");
    Eventually.holds(
        () ->
            assertThat(RefusalsTest.grantsOn(other))
                .isNotEmpty()
                .noneMatch(grant -> grant.get("alive").asBoolean()));
    assertThat(Ledger.stateOf(invitation.id())).isEqualTo("OPEN");
    assertThat(guest.connect(portal).body()).contains("is connected to");
  }

  @Test
  @DisplayName("T9: \"this was not me\" ends exactly that grant, as disputed, here and at HubSpot")
  void this_was_not_me_ends_the_grant() {
    var guest = new Guest(Guest.toAnyPortal(agency));
    var page = guest.connect(portal);

    var ended = guest.dispute(page);

    assertThat(ended.body()).contains("Access ended", "Agency " + agency.id);
    Eventually.holds(
        () ->
            assertThat(agency.account(portal, 0).get("status").asString())
                .isEqualTo("DISCONNECTED"));
    var revoked = entry("portal-revoked");
    assertThat(revoked.get("cause").asString()).isEqualTo("DISPUTED");
    assertThat(revoked.get("actor")).isEqualTo(entry("portal-connected").get("authorizer"));
    Eventually.holds(
        () ->
            assertThat(RefusalsTest.grantsOn(portal))
                .isNotEmpty()
                .noneMatch(grant -> grant.get("alive").asBoolean()));
    var events = Ledger.eventsOf("portal-" + portal);
    guest.dispute(page);
    assertThat(trail("portal-revoked")).hasSize(1);
    assertThat(Ledger.eventsOf("portal-" + portal)).isLessThanOrEqualTo(events + 1);
  }

  @Test
  @DisplayName("T9: a dispute does not touch a grant that somebody gave later")
  void a_later_grant_is_not_touched() {
    var guest = new Guest(Guest.toAnyPortal(agency));
    var page = guest.connect(portal);
    agency.reconnect(portal, portal);

    assertThat(guest.dispute(page).body()).contains("Access ended");

    assertThat(Ledger.eventsOf("portal-" + portal)).isEqualTo(2);
    assertThat(agency.account(portal, 1).get("status").asString()).isEqualTo("CONNECTED");
    assertThat(trail("portal-revoked")).isEmpty();
  }

  @Test
  @DisplayName("T9: nobody else can dispute, nor can she after a week")
  void nobody_else_can_dispute() {
    var invitation = Guest.toAnyPortal(agency);
    var guest = new Guest(invitation);
    var page = guest.connect(portal);
    var field = Guest.field(page);
    var dispute = guest.browser.product.resolve("/invited/dispute");
    var form = Map.of("attempt", Guest.attempt(page), "browser", field);

    var thief = new People(World.get()).stranger();
    assertThat(thief.open(page.from()).status()).isEqualTo(404);
    thief.post(dispute, form);
    thief.cookies.put("__Host-invited", "v".repeat(43));
    assertThat(thief.open(page.from()).status()).isEqualTo(404);
    thief.post(dispute, Map.of("attempt", Guest.attempt(page), "browser", "v".repeat(43)));
    // Another site cannot know what the form has to say.
    guest.browser.post(dispute, Map.of("attempt", Guest.attempt(page)));
    guest.browser.post(dispute, Map.of("attempt", Guest.attempt(page), "browser", "x".repeat(43)));
    Ledger.ageVisits(invitation.id());
    assertThat(guest.browser.open(page.from()).body()).doesNotContain("This was not me");
    guest.browser.post(dispute, form);

    assertThat(Ledger.eventsOf("portal-" + portal)).isEqualTo(1);
    assertThat(agency.account(portal, 0).get("status").asString()).isEqualTo("CONNECTED");
    assertThat(trail("portal-revoked")).isEmpty();
  }

  @Test
  @DisplayName("T8: HubSpot's answer is of no use in any browser but the one that set out")
  void an_answer_belongs_to_the_browser_that_set_out() {
    var invitation = Guest.toAnyPortal(agency);
    var guest = new Guest(invitation);
    var callback = guest.consent(portal, "grant");
    var calls = tokenCalls();
    var victim = new Guest(invitation);
    victim.accept();
    var withoutOne = new People(World.get()).stranger();
    withoutOne.cookies.put("__Host-invited", guest.browser.cookies.get("__Host-invited"));

    for (var other :
        List.of(new People(World.get()).stranger(), victim.browser, withoutOne, agency.owner)) {
      assertThat(other.open(callback).location().getPath()).isEqualTo("/problems/other-browser");
    }

    assertThat(tokenCalls()).isEqualTo(calls);
    assertThat(Ledger.eventsOf("portal-" + portal)).isZero();
    assertThat(guest.arrive(callback).body()).contains("is connected to");
  }

  @Test
  @DisplayName("T8: nobody sets out whose browser was not shown the page, in whatever name")
  void nobody_sets_out_unless_shown_the_page() {
    var invitation = Guest.toAnyPortal(agency);
    var guest = new Guest(invitation);
    var field = Guest.field(guest.look());
    var events = Ledger.eventsIn(agency.id);

    var tricked = new Guest(invitation);
    assertLeadsBack(invitation, tricked.submit(field));
    tricked.look();
    assertLeadsBack(invitation, tricked.submit(field));
    assertLeadsBack(invitation, guest.submit(""));
    var forged =
        guest.browser.post(
            guest.browser.product.resolve("/invitations/acceptance"),
            Map.of("invitation", invitation.secret()));
    assertLeadsBack(invitation, forged);

    assertThat(Ledger.eventsIn(agency.id)).isEqualTo(events);
    assertThat(guest.browser.follow(forged).body()).contains("could not be recognized");
    assertThat(guest.submit(field).location().toString()).startsWith(World.get().sandboxUrl());
  }

  @Test
  @DisplayName("T9: what was withdrawn or expired while somebody was at HubSpot is not exchanged")
  void an_invitation_that_ended_meanwhile_is_not_exchanged() {
    var withdrawn = Guest.toAnyPortal(agency);
    var expired = Guest.toAnyPortal(agency);
    var first = new Guest(withdrawn);
    var second = new Guest(expired);
    var firstCallback = first.consent(portal, "grant");
    var secondCallback = second.consent(portal, "grant");
    var calls = tokenCalls();
    agency.owner.json("DELETE", "/api/v1/invitations/" + withdrawn.id(), null);
    Ledger.ageInvitation(expired.id());

    assertThat(first.arrive(firstCallback).body()).contains("The invitation was over");
    assertThat(second.arrive(secondCallback).body()).contains("The invitation was over");

    assertThat(tokenCalls()).isEqualTo(calls);
    Eventually.holds(() -> assertThat(trail("authorization-failed")).hasSize(2));
    assertThat(trail("authorization-failed"))
        .allMatch(entry -> entry.get("cause").asString().equals("INVITATION_OVER"));
    assertThat(first.look())
        .satisfies(page -> assertThat(page.status()).isEqualTo(410))
        .satisfies(page -> assertThat(page.body()).contains("was withdrawn", "new link"));
    assertThat(second.look())
        .satisfies(page -> assertThat(page.status()).isEqualTo(410))
        .satisfies(page -> assertThat(page.body()).contains("has expired", "new link"));
  }

  @Test
  void of_two_browsers_at_once_one_connects_and_the_other_is_told() {
    var invitation = Guest.toAnyPortal(agency);
    var first = new Guest(invitation);
    var second = new Guest(invitation);
    var firstCallback = first.consent(portal, "grant");
    var secondCallback = second.consent(Agency.newPortal(), "grant");
    var calls = tokenCalls();

    assertThat(first.arrive(firstCallback).body()).contains("is connected to");
    assertThat(second.arrive(secondCallback).body()).contains("The invitation was over");

    assertThat(tokenCalls()).isEqualTo(calls + 1);
    entry("portal-connected");
  }

  @Test
  void after_a_no_or_a_fault_the_link_is_good_for_another_try() {
    var invitation = Guest.toAnyPortal(agency);
    var guest = new Guest(invitation);

    assertThat(guest.arrive(guest.consent(portal, "deny")).body())
        .contains("The authorization was declined", "the link you were sent once more");
    Agency.SANDBOX.knobs(
        "{\"faults\": [{\"endpoint\": \"TOKEN\", \"kind\": \"SERVER_ERROR\", \"times\": 1}]}");
    assertThat(guest.connect(portal).body()).contains("could not be completed", "five minutes");

    assertThat(Ledger.stateOf(invitation.id())).isEqualTo("OPEN");
    assertThat(guest.connect(portal).body()).contains("is connected to");
  }

  @Test
  void a_repeated_answer_leads_to_the_same_page_and_does_nothing_more() {
    var guest = new Guest(Guest.toAnyPortal(agency));
    var callback = guest.consent(portal, "grant");
    var page = guest.arrive(callback);
    var calls = tokenCalls();

    assertThat(guest.arrive(callback).from()).isEqualTo(page.from());
    assertThat(tokenCalls()).isEqualTo(calls);
  }

  @Test
  void an_invitation_has_so_many_attempts_open_at_once_and_they_are_not_the_members() {
    var guest = new Guest(Guest.toAnyPortal(agency));
    for (int i = 0; i < 5; i++) {
      assertThat(guest.accept().location().toString()).startsWith(World.get().sandboxUrl());
    }

    assertThat(guest.accept().location().getPath()).isEqualTo("/problems/rate-limited");
    assertThat(new Guest(Guest.toAnyPortal(agency)).accept().location().toString())
        .startsWith(World.get().sandboxUrl());
    for (int i = 0; i < 20; i++) {
      agency.setOut();
    }
  }

  @Test
  void a_link_that_nobody_made_says_nothing_about_those_that_somebody_did() {
    var stranger = new People(World.get()).stranger();
    for (var path :
        List.of(
            "/invitations/" + "a".repeat(43), "/invitations/x", "/invited/" + UUID.randomUUID())) {
      var page = stranger.get(path);
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.body()).contains("There is nothing behind this link", "What to do");
      assertThat(page.response().headers().firstValue("Referrer-Policy")).contains("no-referrer");
    }
  }

  private void assertLeadsBack(Guest.Invitation invitation, Answer answer) {
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location().getPath()).isEqualTo(invitation.link().getPath());
  }

  private JsonNode listed(Guest.Invitation invitation) {
    var items = agency.owner.getJson("/api/v1/invitations").json().get("items");
    return items
        .valueStream()
        .filter(item -> item.get("invitationId").asString().equals(invitation.id()))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode entry(String kind) {
    Eventually.holds(() -> assertThat(trail(kind)).hasSize(1));
    return trail(kind).getFirst();
  }

  private List<JsonNode> trail(String kind) {
    return agency.trail().stream()
        .filter(entry -> entry.get("kind").asString().equals(kind))
        .toList();
  }

  private static int tokenCalls() {
    return Agency.SANDBOX.calls().at("/counts").path("POST /oauth/2026-03/token").asInt(0);
  }
}
