package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

  private final Sandbox sandbox = Sandbox.fresh();

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
    sandbox.refresh(first).isRefusal("BAD_REFRESH_TOKEN", "invalid_grant");
    assertThat(sandbox.refresh(second).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"INVALID_GRANT, invalid_grant", "INVALID_REQUEST, invalid_request"})
  void says_a_refresh_token_is_dead_in_both_shapes_at_once(String knob, String error) {
    sandbox.knobs("{\"deadRefreshError\":\"%s\"}".formatted(knob));
    var answer = sandbox.refresh("na1-dead");
    answer.isRefusal("BAD_REFRESH_TOKEN", error);
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
    sandbox
        .token("grant_type", "refresh_token", "refresh_token", token, "client_id", "other-app")
        .isRefusal("MISMATCH_REFRESH_TOKEN_CLIENT", "invalid_grant");
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
    sandbox.refresh(token).isRefusal("BAD_REFRESH_TOKEN", "invalid_grant");
  }
}
