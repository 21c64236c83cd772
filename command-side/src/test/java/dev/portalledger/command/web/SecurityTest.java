package dev.portalledger.command.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.JwtException;

/** T7, T16, T17, T20 at the command side's edge. */
@ExtendWith(OutputCaptureExtension.class)
class SecurityTest {

  private static final String ADD = "/client-accounts/add";

  private final RunningCommandSide side = RunningCommandSide.get();

  @Test
  void a_form_of_ours_from_a_signed_in_browser_is_taken() {
    var answer = side.send(side.browser("nowhere", "OWNER").post(side.at(ADD)));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).as("known, but not registered").endsWith("/conflict");
  }

  @Test
  void a_form_of_another_site_is_refused() {
    var browser = side.browser("acme", "OWNER");
    var answer =
        side.send(
            browser
                .signed(HttpRequest.newBuilder(side.at(ADD)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=guessed")));

    assertThat(answer.header("Location")).isEqualTo("/problems/forbidden");
  }

  @Test
  void a_script_of_another_site_cannot_use_the_session_for_the_api() {
    var browser = side.browser("acme", "OWNER");
    var answer = side.send(browser.signed(side.api("POST", "/api/v1/authorizations", null, "{}")));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
  }

  @Test
  void a_session_that_ended_leads_to_the_sign_in_and_not_to_a_reproach() {
    var answer = side.send(new RunningCommandSide.Browser("gone").post(side.at(ADD)));

    assertThat(answer.header("Location")).isEqualTo("/oauth2/authorization/ledger");
  }

  @Test
  void a_session_of_more_than_twelve_hours_is_none() {
    var old = side.browser(Instant.now().minus(Duration.ofHours(13)), "acme", "OWNER");

    assertThat(side.send(old.post(side.at(ADD))).header("Location"))
        .isEqualTo("/oauth2/authorization/ledger");
  }

  @Test
  void a_token_is_not_helped_by_the_roles_of_a_session_sent_along() {
    var browser = side.browser("acme", "OWNER");
    var token = side.issuer().token("machine", "globex", "SERVICE");
    var answer = side.send(browser.signed(side.api("DELETE", "/api/v1/portals/1001", token, "")));

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  void what_is_no_token_is_no_sign_in(String token) {
    var answer = side.send(side.api("DELETE", "/api/v1/portals/1001", token, ""));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthenticated");
  }

  @Test
  void a_token_of_another_issuer_or_past_its_time_is_no_sign_in() {
    var past =
        side.issuer()
            .token(
                claims ->
                    claims
                        .subject("m")
                        .issuedAt(Instant.now().minusSeconds(900))
                        .expiresAt(Instant.now().minusSeconds(600)));
    try (var other = new FakeIssuer()) {
      for (String token : new String[] {past, other.token("m", "acme", "OWNER")}) {
        assertThat(side.send(side.api("DELETE", "/api/v1/portals/1001", token, "")).status())
            .isEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "UPPER", "a", "../acme", "acme globex"})
  void an_organization_that_cannot_be_is_none(String org) {
    var token = side.issuer().token("m", org, "OWNER");
    var answer = side.send(side.api("DELETE", "/api/v1/portals/1001", token, ""));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.problem()).isEqualTo("forbidden");
  }

  @Test
  void the_callback_takes_a_stranger_to_an_explanation_and_tells_nobody_where_from() {
    var answer =
        side.send(
            HttpRequest.newBuilder(side.at("/oauth/hubspot/callback?code=canary-c&state=canary-s"))
                .header("Accept", "text/html")
                .GET());

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/problems/state-unknown");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void code_and_state_are_in_no_log_even_at_debug(CapturedOutput output) {
    var logging = LoggingSystem.get(getClass().getClassLoader());
    logging.setLogLevel("org.springframework", LogLevel.DEBUG);
    try {
      var _ =
          side.send(
              HttpRequest.newBuilder(
                      side.at("/oauth/hubspot/callback?code=canary-c&state=canary-s"))
                  .GET());
    } finally {
      logging.setLogLevel("org.springframework", LogLevel.INFO);
    }

    assertThat(output.getAll())
        .contains("Securing GET /oauth/hubspot/callback")
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/client-accounts",
        "/actuator",
        "/actuator/env",
        "/actuator/heapdump",
        "/api/v1/nothing",
        "/api/v1/portals/1001/",
        "/error",
        "/oauth2/authorization/hubspot"
      })
  void what_is_in_no_table_does_not_exist(String path) {
    var answer =
        side.send(
            HttpRequest.newBuilder(side.at(path))
                .header("Authorization", "Bearer " + side.issuer().token("m", "acme", "OWNER"))
                .GET());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem()).isEqualTo("not-found");
  }

  @Test
  void another_method_is_told_which_there_are() {
    var answer = side.send(HttpRequest.newBuilder(side.at("/api/v1/authorizations")).GET());

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
    assertThat(answer.header("Allow")).isEqualTo("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/portals/1001;x=1", "/api//v1/portals/1", "/api/v1/%2e%2e/x"})
  void an_address_with_tricks_in_it_is_refused_as_a_problem(String path) {
    var answer = side.send(HttpRequest.newBuilder(side.at(path)).GET());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
  }

  @Test
  void health_is_told_to_everybody_and_nothing_else() {
    var answer = side.send(HttpRequest.newBuilder(side.at("/actuator/health")).GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"status\":\"UP\"").doesNotContain("components");
  }

  @Test
  void an_issuer_that_is_away_is_an_outage_and_no_refusal() {
    try (var issuer = new FakeIssuer()) {
      issuer.goAway();
      var tokens = new MachineTokens(new SignInSettings(URI.create(issuer.url())));
      var token = issuer.token("m", "acme", "OWNER");

      assertThatExceptionOfType(JwtException.class).isThrownBy(() -> tokens.decode(token));
      issuer.comeBack();
      assertThat(tokens.decode(token).getSubject()).isEqualTo("m");
    }
  }
}
