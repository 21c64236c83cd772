package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * T7, T8, T12, T16: installs that began at HubSpot's marketplace, and so without a state of ours.
 */
class MarketplaceTest {

  private static final String CALLBACK = "/oauth/hubspot/marketplace/callback";
  private static final String CONFIRM = "/client-accounts/marketplace";

  private final Agency agency = Agency.on("PRO");
  private final long portal = Agency.newPortal();
  private int calls;

  @Test
  @DisplayName("a member says for which organization, and is back in HubSpot afterwards")
  void a_member_says_for_which_organization() {
    var code = arrive(agency.owner, install());
    assertThat(tokenCalls()).isEqualTo(calls);
    assertThat(Ledger.waitingInstalls()).contains("/connected-apps/").doesNotContain(code);
    var page = agency.owner.get(CONFIRM);
    assertThat(page.body()).contains("Connect the portal to Agency " + agency.id + "?");

    var answer = confirm(agency.owner);

    assertThat(answer.location())
        .isEqualTo(URI.create(World.get().sandboxUrl() + "/connected-apps/" + portal));
    assertThat(agency.account(portal, 0).get("status").asString()).isEqualTo("CONNECTED");
    assertThat(Ledger.waitingInstalls()).doesNotContain("/connected-apps/" + portal);
    assertThat(Ledger.strays()).isEmpty();
  }

  @Test
  @DisplayName("T7: nothing is exchanged before a member has signed in and said so")
  void nothing_is_exchanged_for_a_stranger() {
    var stranger = new People(World.get()).stranger();
    arrive(stranger, install());

    assertThat(stranger.get(CONFIRM).location().getPath())
        .isEqualTo("/oauth2/authorization/ledger");
    assertThat(confirm(stranger).status()).isIn(303, 401, 403);
    assertThat(tokenCalls()).isEqualTo(calls);
    assertThat(Ledger.eventsOf("portal-" + portal)).isZero();

    agency.owner.cookies.putAll(stranger.cookies);
    confirm(agency.owner);
    assertThat(agency.account(portal, 0).get("status").asString()).isEqualTo("CONNECTED");
  }

  @Test
  @DisplayName("T8: an install belongs to the browser that brought it, and is used once")
  void an_install_belongs_to_its_browser() {
    arrive(agency.owner, install());
    var other = Agency.on("PRO");
    assertThat(confirm(other.owner).location().getPath())
        .isEqualTo("/problems/marketplace-expired");
    other.owner.cookies.put("__Host-marketplace", "m".repeat(43));
    assertThat(confirm(other.owner).location().getPath())
        .isEqualTo("/problems/marketplace-expired");
    assertThat(tokenCalls()).isEqualTo(calls);

    confirm(agency.owner);
    assertThat(confirm(agency.owner).location().getPath())
        .isEqualTo("/problems/marketplace-expired");
    assertThat(tokenCalls()).isEqualTo(calls + 1);
    assertThat(other.owner.get("/problems/marketplace-expired").status()).isEqualTo(200);
  }

  @Test
  void an_install_waits_ten_minutes() {
    arrive(agency.owner, install());
    Ledger.ageInstalls();

    assertThat(confirm(agency.owner).location().getPath())
        .isEqualTo("/problems/marketplace-expired");
    assertThat(tokenCalls()).isEqualTo(calls);
  }

  @Test
  void what_is_refused_is_told_here_and_revoked_at_hubspot() {
    Agency.on("PRO").connect(portal);
    arrive(agency.owner, install());

    var answer = confirm(agency.owner);

    assertThat(answer.location().getPath()).startsWith("/attempts/");
    assertThat(agency.owner.open(answer.location()).body()).contains("another organization");
    assertThat(agency.accounts().get("items").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test/",
        "https://app.hubspot.com.evil.test/",
        "https://app.hubspot.com@evil.test/",
        "//evil.test",
        "javascript:alert(1)",
        ""
      })
  @DisplayName("T12: an install that would return to anywhere but HubSpot is not taken at all")
  void only_hubspot_is_returned_to(String returnUrl) {
    calls = tokenCalls();
    var query = "?code=na1-x&returnUrl=" + URLEncoder.encode(returnUrl, StandardCharsets.UTF_8);

    var answer = agency.owner.get(CALLBACK + query);

    assertThat(answer.location().getPath()).isEqualTo("/problems/marketplace-malformed");
    assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(agency.owner.get("/problems/marketplace-malformed").status()).isEqualTo(200);
    assertThat(tokenCalls()).isEqualTo(calls);
  }

  /** HubSpot's answer after its own pages. */
  private URI install() {
    calls = tokenCalls();
    var accounts = new Visitor(World.get().sandboxUrl()).get("/connected-apps").body();
    var link = accounts.replaceFirst("(?s).*href=\"(/oauth/authorize[^\"]+)\".*", "$1");
    var authorize = URI.create(World.get().sandboxUrl() + link.replace("&amp;", "&"));
    var answer =
        new Visitor(World.get().sandboxUrl())
            .open(Sandbox.answered(authorize, Agency.adminOf(portal), portal, "grant"));
    assertThat(answer.location().getPath()).isEqualTo(CALLBACK);
    assertThat(answer.location().getQuery()).contains("returnUrl=").doesNotContain("state=");
    return answer.location();
  }

  /** Returns the code, to look for it. */
  private static String arrive(Visitor visitor, URI callback) {
    var answer = visitor.open(callback);
    assertThat(answer.location().toString()).isEqualTo(World.get().url() + CONFIRM);
    assertThat(answer.response().headers().firstValue("Referrer-Policy")).contains("no-referrer");
    return callback.getQuery().replaceFirst(".*code=([^&]+).*", "$1");
  }

  private static Answer confirm(Visitor visitor) {
    return visitor.post(visitor.product.resolve(CONFIRM), Map.of());
  }

  private static int tokenCalls() {
    return Agency.SANDBOX.calls().at("/counts").path("POST /oauth/2026-03/token").asInt(0);
  }
}
