package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrantLifeTest {

  private final Sandbox sandbox = Sandbox.fresh();

  @Test
  void introspects_an_access_token() {
    var token = sandbox.connect().path("access_token").asString();
    sandbox.advance("PT10M");
    var json = sandbox.introspect(token).json();
    assertThat(json.path("active").asBoolean()).isTrue();
    assertThat(json.path("token").asString()).isEqualTo(token);
    assertThat(json.path("hub_id").asLong()).isEqualTo(1001);
    assertThat(json.path("user_id").asLong()).isEqualTo(10011);
    assertThat(json.path("user").asString()).isEqualTo("admin@larkfield.test");
    assertThat(json.path("hub_domain").asString()).isEqualTo("larkfield.test");
    assertThat(json.path("client_id").asString()).isEqualTo("sandbox-app");
    assertThat(json.path("scopes").size()).isEqualTo(8);
    assertThat(json.path("expires_in").asInt()).isBetween(1190, 1200);
    assertThat(json.path("token_use").asString()).isEqualTo("access_token");
    assertThat(json.path("token_type").asString()).isEqualTo("Bearer");
    assertThat(json.path("signed_access_token").path("hubId").asLong()).isEqualTo(1001);
  }

  @Test
  void introspects_a_refresh_token_by_either_name() {
    var token = sandbox.connect().path("refresh_token").asString();
    var json = sandbox.introspect(token).json();
    assertThat(json.path("token_use").asString()).isEqualTo("refresh_token");
    assertThat(json.propertyNames()).doesNotContain("expires_in", "signed_access_token");
    assertThat(sandbox.asApp("/oauth/2026-03/token/introspect", "refresh_token", token).json())
        .isEqualTo(json);
  }

  @Test
  void introspects_what_it_does_not_know_as_inactive() {
    var answer = sandbox.introspect("na1-unknown");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"active\":false}");
    assertThat(
            sandbox
                .asApp("/oauth/2026-03/token/introspect", "client_secret", "wrong", "token", "x")
                .text("status"))
        .isEqualTo("BAD_CLIENT_SECRET");
  }

  @Test
  void knows_an_access_token_for_half_an_hour() {
    var token = sandbox.connect().path("access_token").asString();
    sandbox.advance("PT31M");
    assertThat(sandbox.introspect(token).json().path("active").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3", "2026-03", "2026-09"})
  void revokes_a_refresh_token_and_nothing_else(String version) {
    var tokens = sandbox.connect();
    var refresh = tokens.path("refresh_token").asString();
    var answer = sandbox.asApp("/oauth/" + version + "/token/revoke", "token", refresh);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(sandbox.refresh(refresh).text("status")).isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(sandbox.introspect(refresh).body()).isEqualTo("{\"active\":false}");
    assertThat(
            sandbox
                .introspect(tokens.path("access_token").asString())
                .json()
                .path("active")
                .asBoolean())
        .isTrue();
    assertThat(sandbox.get("/connected-apps/1001").body()).contains("Uninstall");
  }

  @Test
  void revokes_whatever_it_is_given_and_asks_who_wants_it() {
    assertThat(sandbox.asApp("/oauth/2026-03/token/revoke", "token", "na1-unknown").status())
        .isEqualTo(200);
    assertThat(
            sandbox
                .asApp("/oauth/2026-03/token/revoke", "client_id", "x", "token", "y")
                .text("status"))
        .isEqualTo("BAD_CLIENT_ID");
  }

  @Test
  void has_the_old_metadata_of_v1() {
    var tokens = sandbox.connect();
    var access =
        sandbox.get("/oauth/v1/access-tokens/" + tokens.path("access_token").asString()).json();
    assertThat(access.path("token_type").asString()).isEqualTo("access");
    assertThat(access.propertyNames())
        .contains("hub_id", "user", "expires_in")
        .doesNotContain("active", "client_id", "token_use");
    var path = "/oauth/v1/refresh-tokens/" + tokens.path("refresh_token").asString();
    assertThat(sandbox.get(path).json().propertyNames())
        .containsExactlyInAnyOrder(
            "token",
            "user",
            "hub_domain",
            "scopes",
            "hub_id",
            "client_id",
            "user_id",
            "token_type");
    assertThat(sandbox.send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(sandbox.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "reauthorizeSameUser,  admin,               SAME_TOKEN,          true,  true",
    "reauthorizeSameUser,  admin,               NEW_TOKEN_OLD_ALIVE, false, true",
    "reauthorizeSameUser,  admin,               NEW_TOKEN_OLD_DEAD,  false, false",
    "reauthorizeOtherUser, agency@partner.test, SAME_TOKEN,          true,  true",
    "reauthorizeOtherUser, agency@partner.test, NEW_TOKEN_OLD_ALIVE, false, true",
    "reauthorizeOtherUser, agency@partner.test, NEW_TOKEN_OLD_DEAD,  false, false"
  })
  void treats_a_second_consent_as_the_knob_says(
      String knob, String user, String mode, boolean same, boolean alive) {
    sandbox.knobs("{\"%s\":\"%s\"}".formatted(knob, mode));
    var first = sandbox.connect().path("refresh_token").asString();
    var second = sandbox.connect("sandbox_user", user, "optional_scope", "files");
    assertThat(second.path("refresh_token").asString().equals(first)).isEqualTo(same);
    assertThat(sandbox.refresh(first).status() == 200).isEqualTo(alive);
    var introspected = sandbox.introspect(second.path("refresh_token").asString()).json();
    assertThat(introspected.path("scopes").toString()).contains("files");
    assertThat(introspected.path("user").asString()).startsWith(user);
  }

  @Test
  void gives_a_new_refresh_token_after_the_old_one_was_revoked() {
    var first = sandbox.connect().path("refresh_token").asString();
    sandbox.asApp("/oauth/2026-03/token/revoke", "token", first);
    assertThat(sandbox.connect().path("refresh_token").asString()).isNotEqualTo(first);
    assertThat(sandbox.refresh(first).status()).isEqualTo(400);
  }

  @Test
  void stands_fifty_consents_at_once_and_spends_a_code_once() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var codes =
          threads
              .invokeAll(
                  IntStream.range(0, 50)
                      .mapToObj(_ -> (Callable<String>) () -> sandbox.code())
                      .toList())
              .stream()
              .map(each -> each.resultNow())
              .toList();
      assertThat(codes).doesNotHaveDuplicates().hasSize(50);
      var answers =
          threads.invokeAll(
              IntStream.range(0, 20)
                  .mapToObj(
                      _ -> (Callable<Integer>) () -> sandbox.exchange(codes.getFirst()).status())
                  .toList());
      assertThat(answers.stream().filter(each -> each.resultNow() == 200)).hasSize(1);
    }
  }
}
