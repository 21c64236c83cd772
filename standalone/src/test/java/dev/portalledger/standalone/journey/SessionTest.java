package dev.portalledger.standalone.journey;

import static dev.portalledger.standalone.journey.Expected.assertGuarded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a browser's session is worth, and what it is not. */
class SessionTest {

  @Test
  void a_form_without_its_token_is_refused_and_does_nothing() {
    var visitor = new People(World.get()).signedIn("owner@globex.test");
    var before = Ledger.eventsIn("globex");
    for (var path : List.of("/client-accounts/add", "/logout")) {
      var refused =
          visitor.send(
              "POST",
              visitor.product.resolve(path),
              Map.of(
                  "Accept",
                  "application/json",
                  "Content-Type",
                  "application/x-www-form-urlencoded"),
              "");
      assertThat(refused.status()).as(path).isEqualTo(403);
      assertGuarded(refused);
    }
    assertThat(visitor.get("/client-accounts").status()).isEqualTo(200);
    assertThat(Ledger.eventsIn("globex")).isEqualTo(before);
  }

  @Test
  void a_token_beside_a_session_counts_alone() {
    var agency = Agency.on("PRO");
    var portal = Agency.newPortal();
    agency.connect(portal);
    agency.account(portal, 0);
    var both = new People(World.get()).signedIn("owner@globex.test");
    both.bearing(new People(World.get()).token(agency.id, "MEMBER", "member"));

    assertThat(both.json("POST", "/api/v1/authorizations", "{}").status()).isEqualTo(403);
    assertThat(both.get("/client-accounts/" + portal + "/remove").status()).isEqualTo(403);
    assertThat(both.get("/client-accounts").body()).doesNotContain("Add Portal");
  }

  @Test
  void the_session_begins_anew_at_sign_in_and_its_cookie_is_kept_from_scripts() {
    var visitor = new Visitor(World.get().url());
    var first = visitor.get("/client-accounts");
    assertThat(first.response().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-ledger=")
                    .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                    .doesNotContain("Domain="));
    var stranger = visitor.copy();
    var form = visitor.follow(first);
    visitor.follow(
        visitor.post(
            form.from().resolve("/sign-in"),
            Map.of("username", "owner@globex.test", "password", "demo", "_csrf", form.csrf())));

    assertThat(visitor.get("/client-accounts").status()).isEqualTo(200);
    assertThat(visitor.cookies.get("__Host-ledger"))
        .isNotEqualTo(stranger.cookies.get("__Host-ledger"));
    assertThat(stranger.get("/client-accounts").status()).isEqualTo(302);
  }
}
