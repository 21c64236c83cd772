package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

  private final Sandbox sandbox = Sandbox.fresh();

  @ParameterizedTest
  @ValueSource(strings = {"v3", "2026-03", "2026-09"})
  void tells_the_details_of_the_account(String version) {
    var json =
        sandbox
            .bearer(
                "GET", "/account-info/" + version + "/details", access("sandbox_portal", "1020"))
            .json();
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "portalId",
            "accountType",
            "timeZone",
            "companyCurrency",
            "additionalCurrencies",
            "utcOffset",
            "utcOffsetMilliseconds",
            "uiDomain",
            "dataHostingLocation");
    assertThat(json.path("portalId").asLong()).isEqualTo(1020);
    assertThat(json.path("accountType").asString()).isEqualTo("DEVELOPER_TEST");
    assertThat(json.path("uiDomain").asString()).isEqualTo("app-eu1.hubspot.com");
    assertThat(json.path("utcOffset").asString()).matches("\\+0[12]:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/settings/users/2026-03/", "/settings/v3/users/"})
  void tells_whether_a_user_is_super_admin(String path) {
    var token = access("sandbox_user", "marketer", "optional_scope", "settings.users.read");
    var marketer = sandbox.bearer("GET", path + "10012", token).json();
    assertThat(marketer.path("superAdmin").asBoolean()).isFalse();
    assertThat(marketer.path("email").asString()).isEqualTo("marketer@larkfield.test");
    assertThat(marketer.path("id").isString()).isTrue();
    var admin = sandbox.bearer("GET", path + "admin@larkfield.test?idProperty=EMAIL", token).json();
    assertThat(admin.path("superAdmin").asBoolean()).isTrue();
    assertThat(sandbox.bearer("GET", path + "10021", token).status()).isEqualTo(404);
  }

  @Test
  void names_the_scopes_a_token_lacks() {
    var answer = sandbox.bearer("GET", "/settings/users/2026-03/10011", access());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text("category")).isEqualTo("MISSING_SCOPES");
    assertThat(answer.json().at("/errors/0/message").asString())
        .isEqualTo("One or more of the following scopes are required.");
    assertThat(answer.json().at("/errors/0/context/requiredGranularScopes").toString())
        .contains("settings.users.read");
  }

  @Test
  void says_when_a_token_expired() {
    var token = access();
    sandbox.advance("PT31M");
    var answer = sandbox.bearer("GET", "/account-info/2026-03/details", token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("category")).isEqualTo("EXPIRED_AUTHENTICATION");
    assertThat(answer.text("message"))
        .matches("The OAuth token used to make this call expired 6\\d second\\(s\\) ago.");
    assertThat(answer.json().at("/context/expire time/0").asString()).endsWith("Z");
  }

  @Test
  void wants_a_token_it_knows() {
    for (var answer :
        new Answer[] {
          sandbox.get("/account-info/2026-03/details"),
          sandbox.bearer("GET", "/account-info/2026-03/details", "x")
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("category")).isEqualTo("INVALID_AUTHENTICATION");
    }
  }

  private String access(String... namesAndValues) {
    return sandbox.connect(namesAndValues).path("access_token").asString();
  }
}
