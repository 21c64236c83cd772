package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0";

  private final Sandbox sandbox = Sandbox.fresh();

  @Test
  void answers_a_code_with_tokens_and_with_hubspot_s_own_members() {
    var json = sandbox.connect("sandbox_portal", "1004");
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder(
            "token_type",
            "refresh_token",
            "access_token",
            "hub_id",
            "scopes",
            "expires_in",
            "token_use");
    assertThat(json.path("token_type").asString()).isEqualTo("bearer");
    assertThat(json.path("token_use").asString()).isEqualTo("access_token");
    assertThat(json.path("refresh_token").asString()).startsWith("eu1-");
    assertThat(json.path("hub_id").asLong()).isEqualTo(1004);
    assertThat(json.path("expires_in").asInt()).isEqualTo(1800);
    assertThat(json.path("scopes").isArray()).isTrue();
  }

  @Test
  void leaves_out_what_the_knob_says_and_can_tell_the_user() {
    sandbox.knobs("{\"omitFromTokenResponse\":[\"scopes\",\"hub_id\"]}");
    var json = sandbox.connect();
    assertThat(json.propertyNames()).doesNotContain("scopes", "hub_id");
    assertThat(json.path("user_id").asLong()).isEqualTo(10011);
  }

  @Test
  void makes_access_tokens_as_long_as_the_knob_says() {
    assertThat(sandbox.connect().path("access_token").asString()).hasSize(256);
    sandbox.knobs("{\"accessTokenLength\":600}");
    assertThat(sandbox.connect().path("access_token").asString()).hasSize(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v3", "2026-03", "2026-09"})
  void takes_a_code_in_every_version(String version) {
    var answer =
        sandbox.asApp(
            "/oauth/" + version + "/token",
            "grant_type",
            "authorization_code",
            "code",
            sandbox.code(),
            "redirect_uri",
            Sandbox.CALLBACK);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void takes_a_code_once() {
    var code = sandbox.code();
    assertThat(sandbox.exchange(code).status()).isEqualTo(200);
    sandbox.exchange(code).isRefusal("BAD_AUTH_CODE", "invalid_grant");
  }

  @Test
  void takes_no_code_it_never_issued() {
    sandbox.exchange("na1-unknown").isRefusal("BAD_AUTH_CODE", "invalid_grant");
    sandbox.token("grant_type", "authorization_code").isRefusal("BAD_AUTH_CODE", "invalid_grant");
  }

  @Test
  void takes_a_code_within_its_lifetime_only() {
    var code = sandbox.code();
    var late = sandbox.code();
    sandbox.advance("PT4M50S");
    assertThat(sandbox.exchange(code).status()).isEqualTo(200);
    sandbox.advance("PT10S");
    sandbox.exchange(late).isRefusal("EXPIRED_AUTH_CODE", "invalid_grant");
    sandbox.knobs("{\"codeLifetimeSeconds\":600}");
    assertThat(sandbox.exchange(late).status()).isEqualTo(200);
  }

  @Test
  void wants_the_very_redirect_uri_of_the_consent() {
    sandbox
        .exchange(sandbox.code(), "redirect_uri", Sandbox.CALLBACK + "/")
        .isRefusal("BAD_REDIRECT_URI", "invalid_grant");
  }

  @Test
  void wants_the_verifier_of_the_challenge_when_one_was_sent() {
    var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Token.sha256(VERIFIER));
    var code = sandbox.code("code_challenge", challenge, "code_challenge_method", "S256");
    sandbox.exchange(code).isRefusal("BAD_CODE_VERIFIER", "invalid_grant");
    sandbox
        .exchange(code, "code_verifier", VERIFIER + "x")
        .isRefusal("BAD_CODE_VERIFIER", "invalid_grant");
    assertThat(sandbox.exchange(code, "code_verifier", VERIFIER).status()).isEqualTo(200);
  }

  @Test
  void takes_client_id_and_secret_from_the_form_only() {
    sandbox.token("client_id", "other").isRefusal("BAD_CLIENT_ID", "invalid_client");
    sandbox.token("client_secret", "wrong").isRefusal("BAD_CLIENT_SECRET", "invalid_client");
    var inUrl = "/oauth/2026-03/token?client_id=sandbox-app&client_secret=sandbox-secret";
    sandbox
        .form(inUrl, Sandbox.map("grant_type", "refresh_token"))
        .isRefusal("BAD_CLIENT_ID", "invalid_client");
    var basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString("sandbox-app:sandbox-secret".getBytes(StandardCharsets.US_ASCII));
    sandbox
        .send(
            "POST",
            "/oauth/2026-03/token",
            "grant_type=refresh_token",
            "Authorization",
            basic,
            "Content-Type",
            "application/x-www-form-urlencoded")
        .isRefusal("BAD_CLIENT_ID", "invalid_client");
  }

  @Test
  void reads_the_body_even_when_the_url_names_the_same_parameter() {
    var answer =
        sandbox.asApp(
            "/oauth/2026-03/token?code=from-the-url",
            "grant_type",
            "authorization_code",
            "code",
            sandbox.code(),
            "redirect_uri",
            Sandbox.CALLBACK);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void reads_no_json() {
    var json =
        "{\"grant_type\":\"refresh_token\",\"client_id\":\"sandbox-app\",\"client_secret\":\"sandbox-secret\"}";
    sandbox
        .post("/oauth/2026-03/token", json)
        .isRefusal("BAD_GRANT_TYPE", "unsupported_grant_type");
    sandbox.token("grant_type", "password").isRefusal("BAD_GRANT_TYPE", "unsupported_grant_type");
  }

  @Test
  void gives_the_app_a_token_of_its_own_for_the_journal_only() {
    var json =
        sandbox
            .token("grant_type", "client_credentials", "scope", "developer.webhooks_journal.read")
            .json();
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder("access_token", "expires_in", "token_type", "token_use");
    assertThat(json.path("token_use").asString()).isEqualTo("client_credentials");
    sandbox.token("grant_type", "client_credentials").isRefusal("BAD_SCOPES", "invalid_scope");
    sandbox
        .token("grant_type", "client_credentials", "scope", "oauth")
        .isRefusal("BAD_SCOPES", "invalid_scope");
  }

  @Test
  void has_no_v1_once_it_is_switched_off() {
    var token = sandbox.connect().path("refresh_token").asString();
    assertThat(sandbox.get("/oauth/v1/refresh-tokens/" + token).status()).isEqualTo(200);
    sandbox.knobs("{\"v1SwitchedOff\":true}");
    assertThat(
            sandbox
                .asApp("/oauth/v1/token", "grant_type", "refresh_token", "refresh_token", token)
                .status())
        .isEqualTo(404);
    assertThat(sandbox.get("/oauth/v1/refresh-tokens/" + token).status()).isEqualTo(404);
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
  }
}
