package dev.portalledger.command.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.hubspot.HubSpot;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever goes well or wrong with tokens, only a lease's answer holds one. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsAtTraceTest {

  /** All tokens of these tests have it in them. */
  private static final String CANARY = "canary-";

  private static final List<String> PARTS =
      List.of("canary-access-", "canary-refresh-", "canary-new-");

  private static final String FRESH =
      """
      {"token_type":"bearer","expires_in":1800,"access_token":"canary-new-2",
       "refresh_token":"canary-new-3"}
      """;

  private static final String DEAD =
      "{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"canary-new-5\"}";

  private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
  private LeasedPortal portal;

  @BeforeEach
  void logEverything() {
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.TRACE);
    portal = new LeasedPortal();
  }

  @AfterEach
  void logTheUsual() {
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
    portal.side.hubSpot().hangsUp();
  }

  @Test
  @DisplayName("T4: at TRACE no log, answer, event or row holds a token, in good times and bad")
  void no_token_leaves_the_vault_but_in_a_leases_answer(CapturedOutput output) {
    var answers = new ArrayList<String>();
    var key = UUID.randomUUID().toString();
    var given = portal.lease(portal.service, key, "", LeasedPortal.body("IMPLEMENTATION", "run-7"));
    assertThat(given.body()).contains(portal.token());
    answers.add(
        portal.lease(portal.service, key, "", LeasedPortal.body("IMPLEMENTATION", "run-7")).body());
    answers.add(refreshAnsweredWith(200, "canary-new-1 is no JSON"));
    assertThat(refreshAnsweredAtLast()).contains("canary-new-2");
    answers.add(passedThrough());
    answers.add(leaseOfAnAlteredRow());
    askAboutTokensAndEndThem();
    portal = new LeasedPortal();
    answers.add(refreshAnsweredWith(500, "canary-new-4"));
    answers.add(refreshAnsweredWith(400, DEAD));

    assertThat(answers).doesNotContain("").noneMatch(answer -> answer.contains(CANARY));
    assertThat(output.getAll()).contains("security event").contains("TRACE");
    assertThat(output.getAll().lines().filter(line -> line.contains(CANARY))).isEmpty();
    assertThat(tables().filter(row -> forms().anyMatch(row::contains))).isEmpty();
  }

  private String refreshAnsweredWith(int status, String body) {
    portal.age(Duration.ofSeconds(1));
    CommandDatabase.asOwner()
        .sql("update command.credential set retry_at = '-infinity' where portal_id = :portal")
        .param("portal", portal.portal.value())
        .update();
    portal.side.hubSpot().answers(exchange -> reply(exchange, status, body));
    return portal.lease("IMPLEMENTATION").body();
  }

  /** What failed before may have opened the circuit. */
  private String refreshAnsweredAtLast() {
    return Stream.generate(() -> refreshAnsweredWith(200, FRESH))
        .limit(1_000)
        .filter(answer -> answer.contains("accessToken"))
        .findFirst()
        .orElse("no fresh token in 1,000 tries");
  }

  private String passedThrough() {
    var pass = portal.pass("AUDIT");
    portal.side.hubSpot().answers(exchange -> reply(exchange, 200, "{\"id\":\"1\"}"));
    var path = "/hubspot/" + portal.portal + "/crm/objects/2026-03/contacts/1";
    return portal
        .side
        .send(
            HttpRequest.newBuilder(portal.side.at(path)).header("Authorization", "Bearer " + pass))
        .body();
  }

  private String leaseOfAnAlteredRow() {
    CommandDatabase.asOwner()
        .sql("update command.credential set access_ct = refresh_ct where portal_id = :portal")
        .param("portal", portal.portal.value())
        .update();
    return portal.lease("IMPLEMENTATION").body();
  }

  private void askAboutTokensAndEndThem() {
    var hubSpot = portal.side.bean(HubSpot.class);
    for (int status : List.of(200, 400, 503)) {
      portal.side.hubSpot().answers(exchange -> reply(exchange, status, "canary-new-6"));
      assertThat(hubSpot.introspect(new RefreshToken("canary-refresh-7"))).isNotNull();
      assertThat(hubSpot.introspect(new AccessToken("canary-access-8"))).isNotNull();
      assertThat(hubSpot.revoke(new RefreshToken("canary-refresh-9"))).isNotNull();
      assertThat(hubSpot.uninstall(new AccessToken("canary-access-10"))).isNotNull();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
  }

  private static Stream<String> tables() {
    var owner = CommandDatabase.asOwner();
    return owner
        .sql(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema')
            """)
        .query(String.class)
        .list()
        .stream()
        .flatMap(
            table ->
                owner
                    .sql("select to_jsonb(t)::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .stream());
  }

  private static Stream<String> forms() {
    return PARTS.stream()
        .flatMap(
            part -> {
              byte[] bytes = part.getBytes(UTF_8);
              return Stream.of(
                  part,
                  HexFormat.of().formatHex(bytes),
                  Base64.getEncoder().withoutPadding().encodeToString(bytes).substring(0, 12));
            });
  }
}
