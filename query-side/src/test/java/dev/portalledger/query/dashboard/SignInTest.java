package dev.portalledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.Browser;
import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final Map<String, String> PAGE = Map.of("Accept", "text/html");

  @Test
  void after_signing_in_one_is_on_the_page_one_asked_for() {
    RunningQuerySide.ISSUER.nextToSignIn(
        new Account("olivia", "Olivia Owner", "acme", List.of("OWNER")));
    var page = RunningQuerySide.browser().open("/audit-trail?kind=portal-connected");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri().toString())
        .isEqualTo(RunningQuerySide.url() + "/audit-trail?kind=portal-connected");
    assertThat(page.body()).contains("Olivia Owner");
  }

  @Test
  void the_session_gets_a_new_id_at_sign_in_and_the_old_one_is_dead() {
    Browser browser = RunningQuerySide.browser();
    browser.get("/client-accounts", PAGE);
    String before = browser.cookies().get("__Host-ledger");
    browser.open("/client-accounts");
    String after = browser.cookies().get("__Host-ledger");

    Browser thief = RunningQuerySide.browser();
    thief.cookies().put("__Host-ledger", before);

    assertThat(after).isNotEqualTo(before);
    assertThat(thief.get("/client-accounts", PAGE).statusCode()).isEqualTo(302);
    assertThat(browser.get("/client-accounts", PAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void the_cookie_is_for_this_host_and_for_no_script() {
    var answer = RunningQuerySide.browser().get("/client-accounts", PAGE);

    assertThat(answer.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("__Host-ledger=")
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
        .doesNotContain("Domain");
  }

  @Test
  void signing_out_ends_the_session_here_and_at_the_issuer() {
    Browser browser = RunningQuerySide.signedIn("Otto", "acme", "MEMBER");
    var page = browser.get("/client-accounts", PAGE);
    String cookie = browser.cookies().get("__Host-ledger");
    var out = browser.submit("/logout", Map.of("_csrf", Browser.csrfToken(page)));

    assertThat(out.headers().firstValue("Location").orElseThrow())
        .startsWith(RunningQuerySide.ISSUER.url() + "/end-session")
        .contains("post_logout_redirect_uri=" + RunningQuerySide.url() + "/signed-out");
    browser.cookies().put("__Host-ledger", cookie);
    assertThat(browser.get("/client-accounts", PAGE).statusCode()).isEqualTo(302);
  }

  @Test
  void a_form_without_its_token_does_nothing() {
    Browser browser = RunningQuerySide.signedIn("Otto", "acme", "MEMBER");

    assertThat(browser.submit("/logout", Map.of()).statusCode()).isEqualTo(403);
    assertThat(browser.get("/client-accounts", PAGE).statusCode()).isEqualTo(200);
  }

  @Test
  void a_damaged_return_from_the_sign_in_is_explained_and_does_not_go_round() {
    var page = RunningQuerySide.browser().open("/login/oauth2/code/ledger?code=x&state=y");

    assertThat(page.uri().getPath()).isEqualTo("/problems/sign-in-failed");
    assertThat(page.body()).contains("The sign-in did not succeed");
  }

  @Test
  void a_session_is_stored_encrypted_and_dropped_when_it_cannot_be_read() {
    Browser browser = RunningQuerySide.signedIn("Otto", "acme", "MEMBER");
    List<String> stored =
        TestDatabase.asOwner()
            .sql("select encode(attribute_bytes, 'escape') from web.session_attributes")
            .query(String.class)
            .list();
    assertThat(stored)
        .isNotEmpty()
        .noneMatch(text -> text.contains("Otto") || text.contains("SecurityContext"));

    TestDatabase.asOwner()
        .sql(
            """
            update web.session_attributes set attribute_bytes = '[\"java.lang.ProcessBuilder\",{}]'::bytea
            """)
        .update();

    assertThat(browser.get("/client-accounts", PAGE).statusCode()).isEqualTo(302);
  }

  @Test
  void somebody_of_no_organization_sees_nothing_and_is_told() {
    RunningQuerySide.ISSUER.nextToSignIn(new Account("nora", "Nora", null, List.of("OWNER")));
    var page = RunningQuerySide.browser().open("/client-accounts");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("belongs to no organization");
  }

  @Test
  void a_fragment_that_meets_an_ended_session_reloads_its_page() {
    var answer =
        RunningQuerySide.browser()
            .get("/client-accounts/rows", Map.of("HX-Request", "true", "Accept", "text/html"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Refresh")).contains("true");
  }

  @Test
  void a_token_that_is_none_is_refused_as_such() {
    var answer =
        RunningQuerySide.browser()
            .get("/api/v1/client-accounts", Map.of("Authorization", "Bearer nonsense"));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }
}
