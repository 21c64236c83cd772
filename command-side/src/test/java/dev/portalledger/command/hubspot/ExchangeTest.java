package dev.portalledger.command.hubspot;

import static dev.portalledger.events.authorization.FailureCause.APP_MISCONFIGURED;
import static dev.portalledger.events.authorization.FailureCause.CODE_REJECTED;
import static dev.portalledger.events.authorization.FailureCause.HUBSPOT_ANSWER_UNREADABLE;
import static dev.portalledger.events.authorization.FailureCause.HUBSPOT_RATE_LIMITED;
import static dev.portalledger.events.authorization.FailureCause.HUBSPOT_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.hubspot.HubSpot.Exchange;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.events.authorization.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String GOOD =
      """
      {"token_type":"bearer","refresh_token":"na1-r","access_token":"CIrT-a","hub_id":1001,
       "scopes":["oauth","crm.lists.read"],"expires_in":1800,"token_use":"access_token"}
      """;

  private final FakeHubSpot server = new FakeHubSpot();
  private final HubSpot hubSpot = HubSpotFixture.client(server.url(), PATIENCE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sends_code_verifier_and_the_apps_secret_in_the_form() {
    server.answers(Answer.json(200, GOOD));

    var _ = hubSpot.exchange(HubSpotFixture.consent());

    assertThat(server.calls())
        .containsExactly(
            new FakeHubSpot.Call(
                "POST",
                "/oauth/2026-03/token",
                Map.of(
                    "grant_type", "authorization_code",
                    "code", HubSpotFixture.CODE,
                    "redirect_uri", HubSpotFixture.REDIRECT,
                    "client_id", "app-1",
                    "client_secret", HubSpotFixture.SECRET,
                    "code_verifier", HubSpotFixture.VERIFIER),
                null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("granted")
  void takes_tokens_from(String name, String body) {
    server.answers(Answer.json(200, body));
    var before = Instant.now();

    assertThat(hubSpot.exchange(HubSpotFixture.consent()))
        .isInstanceOfSatisfying(
            Exchange.Granted.class,
            granted -> {
              assertThat(granted.tokens().access()).isEqualTo(new AccessToken("CIrT-a"));
              assertThat(granted.tokens().refresh()).isEqualTo(new RefreshToken("na1-r"));
              assertThat(granted.tokens().accessExpiresAt())
                  .isBetween(before.plusSeconds(1800), Instant.now().plusSeconds(1800));
            });
  }

  static Stream<Arguments> granted() {
    return Stream.of(
        Arguments.of("the published answer", GOOD),
        Arguments.of(
            "one without scopes, hub_id and user_id",
            """
            {"token_type":"bearer","refresh_token":"na1-r","access_token":"CIrT-a",
             "expires_in":1800}
            """),
        Arguments.of(
            "one whose scopes and hub_id are of strange types",
            """
            {"token_type":"Bearer","refresh_token":"na1-r","access_token":"CIrT-a",
             "expires_in":1800,"scopes":"oauth","hub_id":"1001","user_id":null}
            """),
        Arguments.of(
            "one with fields nobody knows",
            """
            {"token_type":"bearer","refresh_token":"na1-r","access_token":"CIrT-a",
             "expires_in":1800,"id_token":"x","new":{"deep":[1,2,{"er":true}]}}
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void fails_on(String name, FailureCause cause, Answer answer) {
    server.answers(answer);

    assertThat(hubSpot.exchange(HubSpotFixture.consent())).isEqualTo(new Exchange.Failed(cause));
    assertThat(server.calls()).as("made once, redirects never followed").hasSize(1);
  }

  static Stream<Arguments> failures() {
    var table = new ArrayList<Arguments>();
    rejected(table);
    misconfigured(table);
    comeAgainLater(table);
    unreadableStatus(table);
    unreadableBody(table);
    unreadableTokens(table);
    return table.stream();
  }

  private static void rejected(List<Arguments> table) {
    row(
        table,
        "an unknown code",
        CODE_REJECTED,
        Answer.json(400, oauth("BAD_AUTH_CODE", "invalid_grant")));
    row(
        table,
        "an unknown code called an invalid request",
        CODE_REJECTED,
        Answer.json(400, oauth("BAD_AUTH_CODE", "invalid_request")));
    row(
        table,
        "an expired code",
        CODE_REJECTED,
        Answer.json(400, oauth("EXPIRED_AUTH_CODE", "invalid_request")));
    row(
        table,
        "a wrong verifier",
        CODE_REJECTED,
        Answer.json(400, oauth("BAD_CODE_VERIFIER", "invalid_grant")));
    row(
        table,
        "invalid_grant without a status",
        CODE_REJECTED,
        Answer.json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"no\"}"));
    row(
        table,
        "the shape before 2026",
        CODE_REJECTED,
        Answer.json(
            400,
            "{\"status\":\"BAD_AUTH_CODE\",\"message\":\"missing\",\"correlationId\":\"365a\"}"));
    row(
        table,
        "BAD_HUB as 403",
        CODE_REJECTED,
        Answer.json(403, oauth("BAD_HUB", "access_denied")));
    row(
        table,
        "BAD_HUB as 400",
        CODE_REJECTED,
        Answer.json(400, oauth("BAD_HUB", "access_denied")));
  }

  private static void misconfigured(List<Arguments> table) {
    for (String status :
        List.of(
            "BAD_CLIENT_ID",
            "BAD_CLIENT_SECRET",
            "BAD_GRANT_TYPE",
            "BAD_REDIRECT_URI",
            "MISMATCH_REFRESH_TOKEN_CLIENT",
            "SOMETHING_NEW")) {
      row(table, status, APP_MISCONFIGURED, Answer.json(400, oauth(status, "invalid_client")));
    }
    row(
        table,
        "a wrong redirect URI called an invalid grant",
        APP_MISCONFIGURED,
        Answer.json(400, oauth("BAD_REDIRECT_URI", "invalid_grant")));
    row(
        table,
        "invalid_client as 401",
        APP_MISCONFIGURED,
        Answer.json(401, "{\"error\":\"invalid_client\"}"));
    row(table, "a 404 without a word", APP_MISCONFIGURED, Answer.json(404, "{}"));
    row(
        table,
        "a resource API's 403",
        APP_MISCONFIGURED,
        Answer.json(403, "{\"status\":\"error\",\"category\":\"MISSING_SCOPES\"}"));
  }

  private static void comeAgainLater(List<Arguments> table) {
    row(
        table,
        "429 as it was seen",
        HUBSPOT_RATE_LIMITED,
        Answer.json(
            429,
            "{\"status\":\"error\",\"errorType\":\"RATE_LIMIT\",\"policyName\":\"SECONDLY\"}"));
    row(
        table,
        "429 with Retry-After and no body",
        HUBSPOT_RATE_LIMITED,
        Answer.of(429, "text/plain", "", "Retry-After", "7"));
    for (int status : new int[] {408, 423, 477, 500, 502, 503, 504}) {
      row(
          table,
          status + " in HTML",
          HUBSPOT_UNAVAILABLE,
          Answer.of(status, "text/html", "<html>later</html>"));
    }
    row(
        table,
        "500 that speaks of a dead grant",
        HUBSPOT_UNAVAILABLE,
        Answer.json(500, oauth("BAD_AUTH_CODE", "invalid_grant")));
    row(table, "hanging up", HUBSPOT_UNAVAILABLE, Answer.none());
    row(table, "hanging up half way", HUBSPOT_UNAVAILABLE, Answer.cutOff());
  }

  private static void unreadableStatus(List<Arguments> table) {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      row(
          table,
          status + " elsewhere",
          HUBSPOT_ANSWER_UNREADABLE,
          Answer.of(status, "text/html", "", "Location", "/elsewhere"));
    }
    row(
        table,
        "400 in HTML",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.of(400, "text/html", "<html>Bad Request</html>"));
    row(table, "204", HUBSPOT_ANSWER_UNREADABLE, Answer.of(204, "application/json", ""));
  }

  private static void unreadableBody(List<Arguments> table) {
    row(table, "200 without a body", HUBSPOT_ANSWER_UNREADABLE, Answer.json(200, ""));
    row(
        table,
        "200 in HTML",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.of(200, "text/html", "<html>Sign in</html>"));
    row(
        table,
        "tokens said to be text",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.of(200, "text/plain", GOOD));
    row(
        table,
        "truncated JSON",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD.substring(0, 60)));
    row(table, "an array", HUBSPOT_ANSWER_UNREADABLE, Answer.json(200, "[" + GOOD + "]"));
    row(table, "null", HUBSPOT_ANSWER_UNREADABLE, Answer.json(200, "null"));
    row(table, "two objects", HUBSPOT_ANSWER_UNREADABLE, Answer.json(200, GOOD + GOOD));
    row(
        table,
        "a field twice",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD.replace("\"hub_id\"", "\"access_token\":\"x\",\"hub_id\"")));
    row(
        table,
        "nesting without end",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD.replace("1001", "[".repeat(5000) + "]".repeat(5000))));
    row(
        table,
        "more than 256 KiB",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD + " ".repeat(256 * 1024)));
    row(
        table,
        "an error in 200",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, oauth("BAD_AUTH_CODE", "invalid_grant")));
  }

  private static void unreadableTokens(List<Arguments> table) {
    for (String life :
        List.of("0", "-1", "86401", "9223372036854775807", "1e99", "\"1800\"", "null", "1800.5")) {
      row(
          table,
          "expires_in " + life,
          HUBSPOT_ANSWER_UNREADABLE,
          Answer.json(200, GOOD.replace("1800", life)));
    }
    for (String missing : List.of("access_token", "refresh_token", "token_type", "expires_in")) {
      row(
          table,
          "no " + missing,
          HUBSPOT_ANSWER_UNREADABLE,
          Answer.json(200, GOOD.replace("\"" + missing + "\":", "\"other\":")));
    }
    row(
        table,
        "a mac token",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD.replace("bearer", "mac")));
    row(
        table,
        "a token with a line break",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD.replace("CIrT-a", "CIrT\\r\\nX: a")));
    row(
        table,
        "a blank token",
        HUBSPOT_ANSWER_UNREADABLE,
        Answer.json(200, GOOD.replace("na1-r", " ")));
  }

  private static void row(List<Arguments> table, String name, FailureCause cause, Answer answer) {
    table.add(Arguments.of(name, cause, answer));
  }

  private static String oauth(String status, String error) {
    return """
        {"error":"%s","error_description":"words","status":"%s","message":"words"}
        """
        .formatted(error, status);
  }
}
