package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

  private final Sandbox sandbox = Sandbox.fresh();

  @ParameterizedTest
  @CsvSource({
    "BAD_REQUEST, 400",
    "FORBIDDEN, 403",
    "RATE_LIMITED, 429",
    "MIGRATING, 477",
    "SERVER_ERROR, 500",
    "UNAVAILABLE, 503"
  })
  void answers_with_the_status_a_fault_names_and_does_nothing(String kind, int status) {
    var token = sandbox.connect().path("refresh_token").asString();
    fault("{'endpoint':'REVOKE','kind':'%s','retryAfterSeconds':7}".formatted(kind));
    var answer = revoke(token);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Retry-After")).isEqualTo("7");
    assertThat(answer.text("status")).isEqualTo("error");
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void sends_retry_after_only_when_told_to() {
    fault("{'endpoint':'TOKEN','kind':'RATE_LIMITED'}");
    var answer = sandbox.refresh("x");
    assertThat(answer.header("Retry-After")).isEmpty();
    assertThat(answer.text("errorType")).isEqualTo("RATE_LIMIT");
  }

  @Test
  void answers_with_a_web_page_or_half_an_answer() {
    var token = sandbox.connect().path("refresh_token").asString();
    fault("{'endpoint':'INTROSPECT','kind':'HTML'}");
    assertThat(sandbox.introspect(token).status()).isEqualTo(200);
    assertThat(sandbox.introspect(token).header("Content-Type")).startsWith("text/html");
    fault("{'endpoint':'INTROSPECT','kind':'TRUNCATED_JSON','when':'AFTER'}");
    assertThat(sandbox.introspect(token).body())
        .startsWith("{\"active\":true,")
        .doesNotEndWith("}");
    fault("{'endpoint':'INTROSPECT','kind':'TRUNCATED_JSON'}");
    assertThat(sandbox.introspect(token).body()).startsWith("{").doesNotEndWith("}");
  }

  @Test
  void drops_the_connection_before_anything_happened() {
    var token = sandbox.connect().path("refresh_token").asString();
    fault("{'endpoint':'REVOKE','kind':'DROP_CONNECTION'}");
    assertThatIOException().isThrownBy(() -> revokeOrFail(token));
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void drops_the_connection_after_everything_happened() {
    var token = sandbox.connect().path("refresh_token").asString();
    fault("{'endpoint':'REVOKE','kind':'DROP_CONNECTION','when':'AFTER'}");
    assertThatIOException().isThrownBy(() -> revokeOrFail(token));
    assertThat(sandbox.refresh(token).text("status")).isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(sandbox.get("/sandbox/calls").body())
        .contains("\"endpoint\":\"POST /oauth/2026-03/token/revoke\",\"status\":0,\"portal\":1001");
  }

  @Test
  void loses_the_answer_but_not_the_grant() {
    fault("{'endpoint':'TOKEN','kind':'SERVER_ERROR','when':'AFTER'}");
    assertThat(sandbox.exchange(sandbox.code()).status()).isEqualTo(500);
    assertThat(sandbox.get("/sandbox/grants").json().at("/grants/0/alive").asBoolean()).isTrue();
  }

  @Test
  void happens_as_often_as_it_should() {
    fault("{'endpoint':'INTROSPECT','kind':'UNAVAILABLE','times':2}");
    assertThat(sandbox.introspect("x").status()).isEqualTo(503);
    assertThat(sandbox.get("/sandbox/knobs").json().at("/faults/0/times").asInt()).isEqualTo(1);
    assertThat(sandbox.introspect("x").status()).isEqualTo(503);
    assertThat(sandbox.introspect("x").status()).isEqualTo(200);
    assertThat(sandbox.get("/sandbox/knobs").json().path("faults").size()).isZero();
  }

  @Test
  void happens_to_one_account_only() {
    var one = sandbox.connect();
    var two = sandbox.connect("sandbox_portal", "1002");
    fault("{'endpoint':'TOKEN','kind':'UNAVAILABLE','portal':1002}");
    assertThat(sandbox.refresh(one.path("refresh_token").asString()).status()).isEqualTo(200);
    assertThat(sandbox.refresh(two.path("refresh_token").asString()).status()).isEqualTo(503);
    assertThat(sandbox.exchange(sandbox.code("sandbox_portal", "1002")).status()).isEqualTo(503);
    assertThat(sandbox.exchange(sandbox.code("sandbox_portal", "1003")).status()).isEqualTo(200);
    fault("{'endpoint':'INTROSPECT','kind':'UNAVAILABLE','portal':1002}");
    assertThat(sandbox.introspect(two.path("access_token").asString()).status()).isEqualTo(503);
    fault("{'endpoint':'ACCOUNT_INFO','kind':'UNAVAILABLE','portal':1002}");
    assertThat(
            sandbox
                .bearer("GET", "/account-info/2026-03/details", two.path("access_token").asString())
                .status())
        .isEqualTo(503);
    assertThat(
            sandbox
                .bearer("GET", "/account-info/2026-03/details", one.path("access_token").asString())
                .status())
        .isEqualTo(200);
  }

  @Test
  void can_say_what_hubspot_would_say() {
    fault("{'endpoint':'TOKEN','kind':'BAD_REQUEST','code':'BAD_CLIENT_ID'}");
    assertThat(sandbox.refresh("x").text("error")).isEqualTo("invalid_client");
  }

  @Test
  void answers_late_but_rightly() {
    var token = sandbox.connect().path("refresh_token").asString();
    fault("{'endpoint':'TOKEN','kind':'DELAY','delayMillis':300}");
    var before = Instant.now();
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
    assertThat(Duration.between(before, Instant.now()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  private void fault(String json) {
    sandbox.knobs("{\"faults\":[%s]}".formatted(json.replace('\'', '"')));
  }

  private Answer revoke(String token) {
    return sandbox.asApp("/oauth/2026-03/token/revoke", "token", token);
  }

  private void revokeOrFail(String token) throws IOException {
    sandbox.sendOrFail(
        "POST",
        "/oauth/2026-03/token/revoke",
        "client_id=sandbox-app&client_secret=sandbox-secret&token=" + token,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }
}
