package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Somebody without an account here who was sent an invitation's link, with a browser of her own.
 */
final class Guest {

  private static final Pattern BROWSER =
      Pattern.compile("name=\"browser\" value=\"([A-Za-z0-9_-]{43})\"");

  /**
   * An invitation, as its maker knows it.
   *
   * @param link answered once
   */
  record Invitation(String id, URI link) {

    String secret() {
      return link.getPath().substring("/invitations/".length());
    }
  }

  final Visitor browser = new People(World.get()).stranger();
  private final Invitation invitation;

  Guest(Invitation invitation) {
    this.invitation = invitation;
  }

  static Invitation invitedBy(Agency agency, String body) {
    var answer = agency.owner.json("POST", "/api/v1/invitations", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new Invitation(
        answer.json().get("invitationId").asString(),
        URI.create(answer.json().get("link").asString()));
  }

  static Invitation toAnyPortal(Agency agency) {
    return invitedBy(agency, "{\"purpose\": \"AUDIT\"}");
  }

  static Invitation toPortal(Agency agency, long portal) {
    return invitedBy(agency, "{\"purpose\": \"AUDIT\", \"expectedPortal\": %d}".formatted(portal));
  }

  Answer look() {
    return browser.open(invitation.link());
  }

  /** What the page's button does. */
  Answer accept() {
    return submit(field(look()));
  }

  Answer submit(String told) {
    return browser.post(
        browser.product.resolve("/invitations/acceptance"),
        Map.of("invitation", invitation.secret(), "browser", told));
  }

  /** As far as HubSpot's answer, which is not followed yet. */
  URI consent(long portal, String decision) {
    var authorize = accept();
    assertThat(authorize.isRedirect()).as(authorize.body()).isTrue();
    var answer =
        new Visitor(World.get().sandboxUrl())
            .open(Sandbox.answered(authorize.location(), Agency.adminOf(portal), portal, decision));
    assertThat(answer.isRedirect()).as(answer.body()).isTrue();
    return answer.location();
  }

  /** The page she comes to at last. */
  Answer arrive(URI callback) {
    var answer = browser.open(callback);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location().getPath()).startsWith("/invited/");
    return browser.open(answer.location());
  }

  Answer connect(long portal) {
    return arrive(consent(portal, "grant"));
  }

  /** What "This was not me" on that page does. */
  Answer dispute(Answer page) {
    return browser.follow(
        browser.post(
            browser.product.resolve("/invited/dispute"),
            Map.of("attempt", attempt(page), "browser", field(page))));
  }

  static String attempt(Answer page) {
    return page.from().getPath().substring("/invited/".length());
  }

  static String field(Answer page) {
    var field = BROWSER.matcher(page.body());
    assertThat(field.find()).as(page.body()).isTrue();
    return field.group(1);
  }
}
