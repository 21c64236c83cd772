package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

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
