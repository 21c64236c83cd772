package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxDoorsTest {

  private final Sandbox sandbox = Sandbox.fresh();

  @Test
  void turns_the_knobs_named_and_leaves_the_others() {
    sandbox.knobs("{\"rotateRefreshToken\":true}");
    sandbox.knobs("{\"decline\":\"ACCESS_DENIED\"}");
    var knobs = sandbox.get("/sandbox/knobs").json();
    assertThat(knobs.path("rotateRefreshToken").asBoolean()).isTrue();
    assertThat(knobs.path("decline").asString()).isEqualTo("ACCESS_DENIED");
    assertThat(sandbox.send("DELETE", "/sandbox/knobs", "").status()).isEqualTo(204);
    assertThat(sandbox.get("/sandbox/knobs").json().path("rotateRefreshToken").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rotate\":true}",
        "{\"decline\":\"LOUDLY\"}",
        "{\"decline\":null}",
        "{\"badHubStatus\":404}",
        "{\"codeLifetimeSeconds\":0}",
        "{\"accessTokenLength\":\"long\"}",
        "{\"faults\":[{\"kind\":\"HTML\"}]}",
        "{\"faults\":[{\"endpoint\":\"TOKEN\",\"kind\":\"HTML\",\"sometimes\":true}]}",
        "{\"faults\":[{\"endpoint\":\"TOKEN\",\"kind\":\"HTML\",\"times\":0}]}",
        "{\"decline\":\"SILENT\",\"decline\":\"SILENT\"}",
        "[]",
        "{"
      })
  void turns_no_knob_it_does_not_have(String json) {
    var answer = sandbox.put("/sandbox/knobs", json);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.text("detail")).isNotEmpty();
    assertThat(sandbox.get("/sandbox/knobs").json().path("decline").asString()).isEqualTo("SILENT");
  }

  @Test
  void has_twenty_accounts_with_a_user_of_each_kind() {
    var accounts = sandbox.get("/sandbox/accounts").json().path("accounts");
    assertThat(accounts.valueStream().map(each -> each.path("hubId").asLong()))
        .containsExactlyElementsOf(LongStream.rangeClosed(1001, 1020).boxed().toList());
    assertThat(accounts.valueStream().map(each -> each.path("tier").asString()).distinct())
        .containsExactlyInAnyOrder("FREE", "STARTER", "PRO", "ENTERPRISE");
    for (var account : accounts) {
      var domain = account.path("domain").asString();
      assertThat(
              account
                  .path("users")
                  .valueStream()
                  .limit(3)
                  .map(
                      each ->
                          each.path("email").asString() + " " + each.path("standing").asString()))
          .containsExactly(
              "admin@" + domain + " SUPER_ADMIN",
              "marketer@" + domain + " MARKETPLACE_ACCESS",
              "viewer@" + domain + " NEITHER");
    }
  }

  @Test
  void connects_every_account_it_comes_with() {
    for (int portal = 1001; portal <= 1020; portal++) {
      assertThat(sandbox.connect("sandbox_portal", Integer.toString(portal)).path("hub_id").asInt())
          .isEqualTo(portal);
    }
  }

  @Test
  void takes_more_accounts_one_or_many() {
    assertThat(sandbox.post("/sandbox/accounts", "{\"hubId\":3001}").status()).isEqualTo(201);
    var answer =
        sandbox.post(
            "/sandbox/accounts",
            """
            [{"hubId":3002,"company":"Three","domain":"three.test","hublet":"eu1","tier":"FREE","type":"SANDBOX",
              "users":[{"userId":5,"email":"x@three.test","firstName":"X","lastName":"Y","standing":"MARKETPLACE_ACCESS"}]},
             {"hubId":3003,"users":[{"email":"agency@partner.test"}]}]""");
    assertThat(answer.json().path("accounts").size()).isEqualTo(2);
    assertThat(sandbox.connect("sandbox_portal", "3001").path("hub_id").asInt()).isEqualTo(3001);
    var tokens = sandbox.connect("sandbox_portal", "3002", "sandbox_user", "x@three.test");
    assertThat(tokens.path("refresh_token").asString()).startsWith("eu1-");
    assertThat(sandbox.post("/sandbox/accounts", "{\"hubId\":0}").status()).isEqualTo(400);
    assertThat(sandbox.post("/sandbox/accounts", "{\"hubid\":3004}").status()).isEqualTo(400);
    assertThat(sandbox.post("/sandbox/accounts", "{\"hubId\":3004,\"users\":[{}]}").status())
        .isEqualTo(400);
  }

  @Test
  void counts_calls_by_endpoint_and_says_nothing_secret() {
    var code = sandbox.code();
    var token = sandbox.exchange(code).text("refresh_token");
    sandbox.refresh(token);
    sandbox.refresh("na1-unknown");
    sandbox.get("/oauth/v1/refresh-tokens/" + token);
    var answer = sandbox.get("/sandbox/calls");
    assertThat(answer.json().at("/counts/POST ~1oauth~12026-03~1token").asInt()).isEqualTo(3);
    assertThat(answer.json().at("/counts/GET ~1oauth~1v1~1refresh-tokens~1{token}").asInt())
        .isEqualTo(1);
    assertThat(answer.json().at("/calls/2/portal").asLong()).isEqualTo(1001);
    assertThat(answer.json().at("/calls/3/status").asInt()).isEqualTo(400);
    assertThat(answer.json().at("/calls/3/portal").isNull()).isTrue();
    assertThat(answer.body()).doesNotContain(code, token, "sandbox-secret");
    sandbox.send("DELETE", "/sandbox/calls", "");
    assertThat(sandbox.get("/sandbox/calls").body()).isEqualTo("{\"counts\":{},\"calls\":[]}");
  }

  @Test
  void shows_grants_by_fingerprint() {
    var token = sandbox.connect().path("refresh_token").asString();
    sandbox.refresh(token);
    sandbox.asApp("/oauth/2026-03/token/revoke", "token", token);
    var answer = sandbox.get("/sandbox/grants");
    var grant = answer.json().at("/grants/0");
    assertThat(grant.path("portal").asLong()).isEqualTo(1001);
    assertThat(grant.path("user").asString()).isEqualTo("admin@larkfield.test");
    assertThat(grant.path("fingerprint").asString())
        .isEqualTo(new Token(token).fingerprint())
        .hasSize(64);
    assertThat(grant.path("accessTokensIssued").asInt()).isEqualTo(2);
    assertThat(grant.path("alive").asBoolean()).isFalse();
    assertThat(grant.path("end").asString()).isEqualTo("REVOKED");
    assertThat(answer.body()).doesNotContain(token);
  }

  @Test
  void registers_the_app_anew() {
    var elsewhere = "http://localhost:12345/oauth/hubspot/callback";
    var answer = sandbox.put("/sandbox/app", "{\"redirectUrls\":[\"%s\"]}".formatted(elsewhere));
    assertThat(answer.json().at("/redirectUrls/0").asString()).isEqualTo(elsewhere);
    assertThat(answer.body()).doesNotContain("sandbox-secret");
    assertThat(sandbox.authorize("redirect_uri", elsewhere).header("Location"))
        .startsWith(elsewhere);
    assertThat(sandbox.authorize().error()).isEqualTo("REDIRECT_MISMATCH");
    assertThat(sandbox.put("/sandbox/app", "{\"redirectUrl\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void turns_its_clock() {
    var before = Instant.parse(sandbox.get("/sandbox/clock").text("now"));
    var after = Instant.parse(sandbox.put("/sandbox/clock", "{\"advance\":\"P2D\"}").text("now"));
    assertThat(Duration.between(before, after))
        .isBetween(Duration.ofDays(2), Duration.ofDays(2).plusMinutes(1));
    assertThat(sandbox.put("/sandbox/clock", "{\"advance\":\"tomorrow\"}").status()).isEqualTo(400);
    assertThat(sandbox.put("/sandbox/clock", "{}").status()).isEqualTo(400);
  }
}
