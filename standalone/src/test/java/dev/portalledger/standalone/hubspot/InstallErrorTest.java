package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstallErrorTest {

  private final Sandbox sandbox = Sandbox.fresh();

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
  void connects_nothing_in_a_developer_account() {
    sandbox.post("/sandbox/accounts", "{\"hubId\":2002,\"type\":\"APP_DEVELOPER\"}");
    assertThat(sandbox.authorize("sandbox_portal", "2002").error()).isEqualTo("DEVELOPER_ACCOUNT");
  }
}
