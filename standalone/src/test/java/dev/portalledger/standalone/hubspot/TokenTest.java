package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    refused(sandbox.exchange(code), "BAD_AUTH_CODE", "invalid_grant");
  }

  @Test
  void takes_no_code_it_never_issued() {
    refused(sandbox.exchange("na1-unknown"), "BAD_AUTH_CODE", "invalid_grant");
    refused(sandbox.token("grant_type", "authorization_code"), "BAD_AUTH_CODE", "invalid_grant");
  }

  @Test
  void takes_a_code_within_its_lifetime_only() {
    var code = sandbox.code();
    var late = sandbox.code();
    sandbox.advance("PT4M50S");
    assertThat(sandbox.exchange(code).status()).isEqualTo(200);
    sandbox.advance("PT10S");
    refused(sandbox.exchange(late), "EXPIRED_AUTH_CODE", "invalid_grant");
    sandbox.knobs("{\"codeLifetimeSeconds\":600}");
    assertThat(sandbox.exchange(late).status()).isEqualTo(200);
  }

  @Test
  void wants_the_very_redirect_uri_of_the_consent() {
    refused(
        sandbox.exchange(sandbox.code(), "redirect_uri", Sandbox.CALLBACK + "/"),
        "BAD_REDIRECT_URI",
        "invalid_grant");
  }

  @Test
  void wants_the_verifier_of_the_challenge_when_one_was_sent() {
    var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Token.sha256(VERIFIER));
    var code = sandbox.code("code_challenge", challenge, "code_challenge_method", "S256");
    refused(sandbox.exchange(code), "BAD_CODE_VERIFIER", "invalid_grant");
    refused(
        sandbox.exchange(code, "code_verifier", VERIFIER + "x"),
        "BAD_CODE_VERIFIER",
        "invalid_grant");
    assertThat(sandbox.exchange(code, "code_verifier", VERIFIER).status()).isEqualTo(200);
  }

  @Test
  void takes_client_id_and_secret_from_the_form_only() {
    refused(sandbox.token("client_id", "other"), "BAD_CLIENT_ID", "invalid_client");
    refused(sandbox.token("client_secret", "wrong"), "BAD_CLIENT_SECRET", "invalid_client");
    var inUrl = "/oauth/2026-03/token?client_id=sandbox-app&client_secret=sandbox-secret";
    refused(
        sandbox.form(inUrl, Sandbox.map("grant_type", "refresh_token")),
        "BAD_CLIENT_ID",
        "invalid_client");
    var basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    "sandbox-app:sandbox-secret"
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    refused(
        sandbox.send(
            "POST",
            "/oauth/2026-03/token",
            "grant_type=refresh_token",
            "Authorization",
            basic,
            "Content-Type",
            "application/x-www-form-urlencoded"),
        "BAD_CLIENT_ID",
        "invalid_client");
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
    refused(sandbox.post("/oauth/2026-03/token", json), "BAD_GRANT_TYPE", "unsupported_grant_type");
    refused(sandbox.token("grant_type", "password"), "BAD_GRANT_TYPE", "unsupported_grant_type");
  }

  @Test
  void refreshes_with_the_same_refresh_token_and_a_new_access_token() {
    var first = sandbox.connect("optional_scope", "files");
    var second = sandbox.refresh(first.path("refresh_token").asString()).json();
    assertThat(second.path("refresh_token")).isEqualTo(first.path("refresh_token"));
    assertThat(second.path("scopes")).isEqualTo(first.path("scopes"));
    assertThat(second.path("access_token")).isNotEqualTo(first.path("access_token"));
  }

  @Test
  void rotates_the_refresh_token_when_the_knob_says_so() {
    var first = sandbox.connect().path("refresh_token").asString();
    sandbox.knobs("{\"rotateRefreshToken\":true}");
    var second = sandbox.refresh(first).text("refresh_token");
    assertThat(second).isNotEqualTo(first);
    refused(sandbox.refresh(first), "BAD_REFRESH_TOKEN", "invalid_grant");
    assertThat(sandbox.refresh(second).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"INVALID_GRANT, invalid_grant", "INVALID_REQUEST, invalid_request"})
  void says_a_refresh_token_is_dead_in_both_shapes_at_once(String knob, String error) {
    sandbox.knobs("{\"deadRefreshError\":\"%s\"}".formatted(knob));
    var answer = sandbox.refresh("na1-dead");
    refused(answer, "BAD_REFRESH_TOKEN", error);
    assertThat(answer.text("message")).isEqualTo("refresh token is invalid, expired or revoked");
    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder("error", "error_description", "status", "message");
  }

  @Test
  void says_a_refresh_token_is_dead_in_the_old_shape_when_the_knob_says_so() {
    sandbox.knobs("{\"deadRefreshError\":\"ABSENT\"}");
    assertThat(sandbox.refresh("na1-dead").json().propertyNames())
        .containsExactlyInAnyOrder("status", "message", "correlationId");
  }

  @Test
  void knows_whose_refresh_token_it_is() {
    var token = sandbox.connect().path("refresh_token").asString();
    sandbox.put("/sandbox/app", "{\"clientId\":\"other-app\"}");
    refused(
        sandbox.token(
            "grant_type", "refresh_token", "refresh_token", token, "client_id", "other-app"),
        "MISMATCH_REFRESH_TOKEN_CLIENT",
        "invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void says_bad_hub_once_the_account_is_gone(int status) {
    sandbox.knobs("{\"badHubStatus\":%d}".formatted(status));
    var token = sandbox.connect().path("refresh_token").asString();
    sandbox.send("DELETE", "/sandbox/accounts/1001", "");
    var answer = sandbox.refresh(token);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("status")).isEqualTo("BAD_HUB");
    assertThat(answer.text("error")).isEqualTo("access_denied");
  }

  @Test
  void lets_a_grant_live_or_die_with_its_user_as_the_knob_says() {
    var token = sandbox.connect().path("refresh_token").asString();
    sandbox.post(
        "/sandbox/accounts",
        "{\"hubId\":1001,\"domain\":\"larkfield.test\",\"users\":[{\"email\":\"admin@larkfield.test\",\"active\":false}]}");
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
    sandbox.knobs("{\"deactivatedUserKillsGrant\":true}");
    refused(sandbox.refresh(token), "BAD_REFRESH_TOKEN", "invalid_grant");
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
    refused(sandbox.token("grant_type", "client_credentials"), "BAD_SCOPES", "invalid_scope");
    refused(
        sandbox.token("grant_type", "client_credentials", "scope", "oauth"),
        "BAD_SCOPES",
        "invalid_scope");
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

  private static void refused(Sandbox.Answer answer, String status, String error) {
    assertThat(answer.text("status")).isEqualTo(status);
    assertThat(answer.text("error")).isEqualTo(error);
    assertThat(answer.text("error_description")).isEqualTo(answer.text("message")).isNotEmpty();
    assertThat(answer.status()).isEqualTo(400);
  }
}
