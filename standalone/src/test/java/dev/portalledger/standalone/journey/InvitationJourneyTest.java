package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An invitation as people see it: the agency's page, and the client's admin in her own browser. */
@ExtendWith(Chromium.class)
class InvitationJourneyTest {

  private static final Agency ACME = Agency.demo("acme");

  @AfterEach
  void nothing_stays_connected() {
    ACME.removeEverything();
  }

  @Test
  @DisplayName(
      "T9: invited in a second browser without a session, \"this was not me\", Disconnected")
  void an_invitation_is_accepted_and_disputed(Window agency, Window client) {
    long portal = Agency.newPortal();
    var link = invite(agency, portal);
    readBeforeAnythingHappens(client, link, portal);
    connect(client, portal);
    agency.open("/client-accounts");
    assertThat(agency.text()).contains("company" + portal, "1 of 3 seats used");
    dispute(client);
    Eventually.holds(
        () -> {
          agency.open("/client-accounts/" + portal);
          assertThat(agency.text()).contains("Disconnected", "disputed");
        });
    agency.look("account-disputed").open("/client-accounts/invitations");
    assertThat(agency.text()).contains("Used", "Portal " + portal);
    agency.look("invitations").lookNarrow("invitations-narrow");
  }

  private static String invite(Window agency, long portal) {
    agency.signIn("owner@acme.test").link("Invitations").click();
    agency.look("invitations-empty");
    agency.page.getByLabel("Only portal").fill("" + portal);
    agency.button("Make a link").click();
    var link = agency.page.getByLabel("Link of the invitation").inputValue();
    assertThat(link).startsWith(World.get().url() + "/invitations/");
    agency.look("invitation-made").lookNarrow("invitation-made-narrow");
    agency.page.reload();
    assertThat(agency.text()).contains("Open", "Portal " + portal).doesNotContain("Copy its link");
    return link;
  }

  private static void readBeforeAnythingHappens(Window client, String link, long portal) {
    client.page.navigate(link);
    assertThat(client.heading()).isEqualTo("Acme Agency asks for access to your HubSpot portal");
    assertThat(client.text()).contains("Portal " + portal + " only").doesNotContain("Sign out");
    client.look("invitation").lookNarrow("invitation-narrow");
  }

  private static void connect(Window client, long portal) {
    client.button("Continue to HubSpot").click();
    client.signInAtHubSpot(Agency.adminOf(portal));
    var page = client.consent();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.url()).contains("/invited/");
    assertThat(client.heading()).contains("company" + portal, "is connected to Acme Agency");
    client.look("invited").lookNarrow("invited-narrow");
  }

  private static void dispute(Window client) {
    client.button("This was not me").click();
    assertThat(client.heading()).isEqualTo("Access ended");
    client.look("invited-disputed").lookNarrow("invited-disputed-narrow");
    client.page.goBack();
  }

  @Test
  void a_used_and_an_unknown_link_have_pages(Window client) {
    long portal = Agency.newPortal();
    var invitation = Guest.toAnyPortal(ACME);
    new Guest(invitation).connect(portal);

    client.expecting(410).expecting(404).page.navigate(invitation.link().toString());
    assertThat(client.heading()).isEqualTo("This invitation has been used");
    client.look("invitation-used").lookNarrow("invitation-used-narrow");
    client.open("/invitations/" + "a".repeat(43));
    assertThat(client.heading()).isEqualTo("There is nothing behind this link");
    client.look("invitation-unknown");
  }
}
