package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeTest {

  private final Sandbox sandbox = Sandbox.fresh();

  @Test
  void sends_a_code_of_the_account_s_hublet_and_the_state_unchanged_back_to_the_app() {
    var answer = sandbox.authorize("state", "a b&c=d+é", "sandbox_portal", "1004");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).startsWith(Sandbox.CALLBACK + "?code=eu1-");
    assertThat(answer.query())
        .containsEntry("state", "a b&c=d+é")
        .containsOnlyKeys("code", "state");
  }

  @Test
  void sends_no_state_when_the_app_sent_none() {
    assertThat(sandbox.authorize("state", "").query()).containsOnlyKeys("code");
  }

  @Test
  void reads_spaces_written_either_way_and_ignores_the_response_type() {
    var scopes = Sandbox.REQUIRED.replaceFirst(" ", "+").replace(" ", "%20");
    var answer =
        sandbox.get(
            "/oauth/authorize?client_id=sandbox-app&response_type=code&redirect_uri="
                + Sandbox.CALLBACK
                + "&scope="
                + scopes
                + "&sandbox_user=admin&sandbox_portal=1001&sandbox_decision=grant");
    assertThat(answer.query()).containsKey("code");
  }

  @Test
  void lets_a_person_choose_who_they_are() {
    var page = sandbox.authorize("sandbox_user", "", "sandbox_portal", "");
    assertThat(page.body())
        .contains(
            "aria-label=\"Sign in as viewer@larkfield.test\"",
            "aria-label=\"Sign in as admin@copperleaf.test\"")
        .containsOnlyOnce("Sign in as agency@partner.test");
  }

  @Test
  void offers_only_the_accounts_this_user_can_reach() {
    var page = sandbox.authorize("sandbox_user", "agency@partner.test", "sandbox_portal", "");
    assertThat(page.body())
        .contains("value=\"1001\"", "value=\"1009\"", "Choose account")
        .doesNotContain("value=\"1010\"");
  }

  @Test
  void skips_the_account_picker_when_the_path_names_the_account() {
    var page =
        sandbox.get(
            "/oauth/1002/authorize?"
                + Sandbox.encoded(
                    Sandbox.map(
                        "client_id",
                        "sandbox-app",
                        "redirect_uri",
                        Sandbox.CALLBACK,
                        "scope",
                        Sandbox.REQUIRED,
                        "sandbox_user",
                        "agency@partner.test")));
    assertThat(page.body()).contains("Harbour &amp; Pine", "Connect app", "Cancel");
  }

  @Test
  void shows_what_will_be_granted_by_category() {
    var page =
        sandbox.authorize(
            "sandbox_decision", "", "optional_scope", "automation files crm.objects.custom.read");
    assertThat(page.body())
        .containsSubsequence(
            "<h3>CRM</h3>",
            "crm.objects.contacts.read",
            "<h3>Automation</h3>",
            "<code>automation",
            "<h3>Settings</h3>",
            "<code>oauth",
            "<h3>Files</h3>",
            "<code>files")
        .doesNotContain("<h3>Marketing</h3>", "<code>crm.objects.custom.read");
  }

  @Test
  void takes_the_decision_as_a_form_too() {
    var form =
        Sandbox.map(
            "client_id",
            "sandbox-app",
            "redirect_uri",
            Sandbox.CALLBACK,
            "scope",
            Sandbox.REQUIRED,
            "sandbox_user",
            "admin@larkfield.test",
            "sandbox_portal",
            "1001",
            "sandbox_decision",
            "grant");
    assertThat(sandbox.form("/oauth/authorize", form).query()).containsKey("code");
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_CLIENT,       client_id,      other-app",
    "UNKNOWN_CLIENT,       client_id,      ''",
    "REDIRECT_MISMATCH,    redirect_uri,   http://localhost:8080/oauth/hubspot/callback/",
    "REDIRECT_MISMATCH,    redirect_uri,   https://evil.test/",
    "INSUFFICIENT_SCOPES,  scope,          oauth crm.objects.contacts.read",
    "SCOPE_MISMATCH,       optional_scope, crm.objects.unheard.read",
    "SCOPE_MISMATCH,       optional_scope, crm.objects.contacts.read",
    "NO_PERMISSION,        sandbox_user,   viewer",
    "NO_SUCH_USER,         sandbox_user,   nobody@larkfield.test",
    "NO_SUCH_ACCOUNT,      sandbox_portal, 9999",
    "NO_SUCH_ACCOUNT,      sandbox_user,   admin@harbourpine.test",
    "UNSUPPORTED_CHALLENGE, code_challenge, abc",
    "UNKNOWN_DECISION,     sandbox_decision, maybe"
  })
  void keeps_the_browser_on_an_error_page_of_its_own(String error, String parameter, String value) {
    for (var decision : List.of("grant", "deny", "cancel")) {
      var answer =
          parameter.equals("sandbox_decision")
              ? sandbox.authorize(parameter, value)
              : sandbox.authorize("sandbox_decision", decision, parameter, value);
      assertThat(answer.error()).isEqualTo(error);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Location")).isEmpty();
    }
  }

  @Test
  void stops_when_an_optional_scope_is_asked_for_as_required() {
    assertThat(sandbox.authorize("scope", Sandbox.REQUIRED + " automation").error())
        .isEqualTo("SCOPE_MISMATCH");
  }

  @Test
  void stops_when_a_required_scope_is_asked_for_as_optional() {
    var answer =
        sandbox.authorize(
            "scope",
            Sandbox.REQUIRED.replace(" crm.objects.owners.read", ""),
            "optional_scope",
            "crm.objects.owners.read");
    assertThat(answer.error()).isEqualTo("INSUFFICIENT_SCOPES");
  }

  @Test
  void takes_conditionally_required_scopes_among_the_required_ones_only() {
    sandbox.put(
        "/sandbox/app",
        "{\"conditionallyRequiredScopes\":[\"crm.objects.custom.read\"],\"optionalScopes\":[]}");
    var asked = Sandbox.REQUIRED + " crm.objects.custom.read";
    assertThat(sandbox.authorize("sandbox_portal", "1002", "scope", asked).query())
        .containsKey("code");
    assertThat(sandbox.authorize("sandbox_portal", "1002").query()).containsKey("code");
    assertThat(
            sandbox
                .authorize("sandbox_portal", "1002", "optional_scope", "crm.objects.custom.read")
                .error())
        .isEqualTo("SCOPE_MISMATCH");
    assertThat(sandbox.authorize("sandbox_portal", "1001", "scope", asked).error())
        .isEqualTo("TIER_LACKS_SCOPE");
  }

  @Test
  void shows_a_wrong_redirect_uri_only_after_sign_in_and_account_choice_and_harmlessly() {
    var wrong = "http://evil.test/<script>";
    assertThat(sandbox.authorize("redirect_uri", wrong, "sandbox_user", "").error()).isEmpty();
    assertThat(
            sandbox
                .authorize(
                    "redirect_uri",
                    wrong,
                    "sandbox_user",
                    "agency@partner.test",
                    "sandbox_portal",
                    "")
                .error())
        .isEmpty();
    assertThat(sandbox.authorize("redirect_uri", wrong).body())
        .contains("redirect URL &#39;http://evil.test/&lt;script&gt;&#39; doesn")
        .doesNotContain("<script>");
  }

  @Test
  void lets_marketplace_access_connect() {
    assertThat(sandbox.authorize("sandbox_user", "marketer").query()).containsKey("code");
  }

  @Test
  void lets_a_url_without_oauth_through_and_grants_it_all_the_same() {
    var scopes = sandbox.connect("scope", Sandbox.REQUIRED.replace("oauth ", "")).path("scopes");
    assertThat(scopes.toString()).contains("\"oauth\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1005, ''",
    "1003, content",
    "1001, automation content",
    "1002, automation content crm.objects.custom.read"
  })
  void drops_optional_scopes_the_account_does_not_pay_for(String portal, String granted) {
    var scopes =
        sandbox
            .connect(
                "sandbox_portal",
                portal,
                "optional_scope",
                "automation content crm.objects.custom.read")
            .path("scopes");
    assertThat(scopes.valueStream().map(scope -> scope.asString()).skip(8))
        .containsExactly(granted.isEmpty() ? new String[0] : granted.split(" ", -1));
  }

  @Test
  void drops_optional_scopes_the_user_lacks_and_stops_at_required_ones() {
    sandbox.post(
        "/sandbox/accounts",
        """
        {"hubId":2001,"users":[
          {"email":"a@two.test","lacksScopes":["files"]},
          {"email":"b@two.test","lacksScopes":["crm.objects.deals.read"]}]}""");
    var scopes =
        sandbox
            .connect(
                "sandbox_portal",
                "2001",
                "sandbox_user",
                "a@two.test",
                "optional_scope",
                "files forms")
            .path("scopes");
    assertThat(scopes.toString()).contains("forms").doesNotContain("files");
    assertThat(sandbox.authorize("sandbox_portal", "2001", "sandbox_user", "b@two.test").error())
        .isEqualTo("NO_PERMISSION");
  }

  @Test
  void connects_nothing_in_a_developer_account() {
    sandbox.post("/sandbox/accounts", "{\"hubId\":2002,\"type\":\"APP_DEVELOPER\"}");
    assertThat(sandbox.authorize("sandbox_portal", "2002").error()).isEqualTo("DEVELOPER_ACCOUNT");
  }

  @Test
  void tells_the_app_of_a_denial() {
    var answer = sandbox.authorize("sandbox_decision", "deny");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.query())
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s")
        .containsOnlyKeys("error", "error_description", "state");
  }

  @Test
  void tells_the_app_nothing_of_a_cancellation() {
    var answer = sandbox.authorize("sandbox_decision", "cancel");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.body()).contains("Nothing was connected");
  }

  @Test
  void does_with_the_cancel_button_what_the_knob_says() {
    assertThat(sandbox.authorize("sandbox_decision", "decline").body())
        .contains("Nothing was connected");
    sandbox.knobs("{\"decline\":\"ACCESS_DENIED\"}");
    assertThat(sandbox.authorize("sandbox_decision", "decline").query())
        .containsEntry("error", "access_denied");
  }

  @Test
  void grants_less_than_was_asked_for_when_a_knob_says_so() {
    sandbox.knobs("{\"omitGrantedScopes\":[\"crm.objects.deals.read\"]}");
    assertThat(sandbox.connect().path("scopes").toString())
        .contains("crm.objects.contacts.read")
        .doesNotContain("crm.objects.deals.read");
  }

  @Test
  void needs_nothing_from_outside_and_runs_without_scripts() {
    var page = sandbox.authorize("sandbox_decision", "");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.body())
        .contains("href=\"/hubspot/sandbox.css\"")
        .doesNotContain("<script", "style=\"", "http-equiv");
    assertThat(sandbox.get("/hubspot/sandbox.css").status()).isEqualTo(200);
  }
}
