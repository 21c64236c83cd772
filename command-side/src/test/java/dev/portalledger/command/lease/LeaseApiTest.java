package dev.portalledger.command.lease;

import static dev.portalledger.command.lease.LeasedPortal.body;
import static dev.portalledger.command.lease.LeasedPortal.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.web.HubSpotStandIn;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LeaseApiTest {

  private static final String LEASED = "lease.access-leased";

  private final LeasedPortal portal = new LeasedPortal();
  private final HubSpotStandIn hubSpot = portal.side.hubSpot();

  @AfterEach
  void hangUp() {
    hubSpot.hangsUp();
  }

  @Test
  void an_implementation_lease_is_hubspots_token_with_its_real_life() {
    var answer = portal.lease("IMPLEMENTATION");

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var lease = json(answer);
    assertThat(lease.get("accessToken").asString()).isEqualTo(portal.token());
    assertThat(lease.get("tokenType").asString()).isEqualTo("Bearer");
    assertThat(lease.get("generation").asInt()).isEqualTo(1);
    assertThat(lease.get("expiresIn").asLong()).isBetween(1480L, 1500L);
    assertThat(Instant.parse(lease.get("expiresAt").asString()))
        .isBetween(Instant.now().plusSeconds(1440), Instant.now().plusSeconds(1560));
    assertThat(answer.header("Cache-Control")).contains("no-store");
  }

  @Test
  void every_lease_is_an_event_that_says_who_for_what_and_with_which_scopes() {
    var first = json(portal.lease("IMPLEMENTATION")).get("leaseId").asString();
    var second = json(portal.lease("AUDIT")).get("leaseId").asString();

    assertThat(portal.events(LEASED)).hasSize(2);
    assertThat(portal.events(LEASED).getFirst())
        .contains(
            first,
            "\"purpose\":\"IMPLEMENTATION\"",
            "\"reason\":\"run-7\"",
            "\"generation\":1",
            "\"scopes\":[\"crm.objects.contacts.read\",\"oauth\"]",
            "\"portalId\":{\"value\":" + portal.portal + "}")
        .doesNotContain("canary");
    assertThat(portal.events(LEASED).getLast()).contains(second, "\"purpose\":\"AUDIT\"");
  }

  @Test
  @Tag("T4")
  void an_audit_lease_is_a_token_of_ours_of_which_only_a_hash_is_kept() {
    var answer = portal.lease("AUDIT");

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).doesNotContain("canary");
    var token = json(answer).get("accessToken").asString();
    assertThat(token).startsWith("plp_").hasSize(47);
    assertThat(json(answer).get("baseUrl").asString()).endsWith("/hubspot/" + portal.portal);
    assertThat(json(answer).get("expiresIn").asLong()).isEqualTo(900);
    assertThat(rows("command.lease_pass"))
        .contains(PassToken.sha256(token))
        .doesNotContain(token, HexFormat.of().formatHex(token.getBytes(UTF_8)));
  }

  @Test
  void a_token_under_five_minutes_is_refreshed_first() {
    portal.age(Duration.ofSeconds(299));
    hubSpot.answers(tokens("canary-fresh"));

    var lease = json(portal.lease("IMPLEMENTATION"));

    assertThat(lease.get("accessToken").asString()).isEqualTo("canary-fresh");
    assertThat(lease.get("expiresIn").asLong()).isBetween(1790L, 1800L);
    assertThat(portal.events(LEASED)).hasSize(1);
  }

  @Test
  @Tag("R6")
  @DisplayName(
      "R6 while HubSpot is down the answer says when to come again and nothing is recorded")
  void while_hubspot_is_down_the_answer_says_when_to_come_again_and_nothing_is_recorded() {
    portal.age(Duration.ofMinutes(-1));

    var answer = portal.lease("IMPLEMENTATION");

    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.problem()).isEqualTo("upstream-unavailable");
    assertThat(Integer.parseInt(String.valueOf(answer.header("Retry-After")))).isPositive();
    assertThat(portal.events(LEASED)).isEmpty();
    assertThat(portal.events("portal-connection.expired")).isEmpty();
  }

  @Test
  void an_expired_connection_gives_no_lease_and_says_why_and_what_to_do() {
    portal.expire();

    var answer = portal.lease("IMPLEMENTATION");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(json(answer).get("status").asString()).isNotBlank();
    assertThat(json(answer).get("cause").asString()).isEqualTo("GRANT_DEAD");
    assertThat(json(answer).get("detail").asString())
        .contains("Expired", "no longer accepts", "Reconnect");
    assertThat(portal.events(LEASED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUDIT", "IMPLEMENTATION"})
  void a_removed_connection_gives_no_lease(String purpose) {
    portal.remove();

    var answer = portal.lease(purpose);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(json(answer).get("cause").asString()).isEqualTo("REMOVED_BY_MEMBER");
  }

  @Test
  @Tag("T18")
  void another_organizations_portal_is_answered_like_one_that_nobody_has() {
    var other = new LeasedPortal();
    var foreign =
        portal.side.send(
            portal.side.api(
                "POST",
                "/api/v1/portals/" + other.portal + "/leases",
                portal.service,
                body("AUDIT", "run-7")));
    var unknown =
        portal.side.send(
            portal.side.api(
                "POST",
                "/api/v1/portals/999999999/leases",
                portal.service,
                body("AUDIT", "run-7")));

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(json(foreign).get("detail")).isEqualTo(json(unknown).get("detail"));
    assertThat(other.events(LEASED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "for Vera Private", "vera@example.test", "-x", "line\\nfeed", "héllo"})
  void a_reason_that_is_no_reference_is_refused(String reason) {
    var answer =
        portal.lease(portal.service, UUID.randomUUID().toString(), "", body("AUDIT", reason));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(portal.events(LEASED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"purpose\":\"AUDIT\"}",
        "{\"purpose\":\"audit\",\"reason\":\"r\"}",
        "{\"purpose\":0,\"reason\":\"r\"}",
        "{\"purpose\":\"AUDIT\",\"reason\":\"r\",\"scopes\":[]}"
      })
  void a_request_of_another_form_is_refused(String request) {
    var answer = portal.lease(portal.service, UUID.randomUUID().toString(), "", request);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
  }

  @Test
  @Tag("T28")
  void the_same_request_again_is_not_done_again_and_its_token_is_not_kept() {
    var key = UUID.randomUUID().toString();
    var first = portal.lease(portal.service, key, "", body("IMPLEMENTATION", "run-7"));
    var again = portal.lease(portal.service, key, "", body("IMPLEMENTATION", "run-7"));
    var other = portal.lease(portal.service, key, "", body("AUDIT", "run-7"));
    var colleague = portal.lease(portal.owner, key, "", body("IMPLEMENTATION", "run-7"));

    assertThat(first.status()).as(first.body()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("kept nowhere").doesNotContain("canary");
    assertThat(other.problem()).isEqualTo("idempotency-mismatch");
    assertThat(colleague.status()).isEqualTo(201);
    assertThat(portal.events(LEASED)).hasSize(2);
    assertThat(rows("command.lease_key") + rows("command.idempotency")).doesNotContain("canary");
  }

  @Test
  @Tag("T28")
  void thirty_at_once_with_one_key_are_one_lease() throws Exception {
    var key = UUID.randomUUID().toString();
    Callable<Answer> request =
        () -> portal.lease(portal.service, key, "", body("IMPLEMENTATION", "run-7"));
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(IntStream.range(0, 30).mapToObj(_ -> request).toList())) {
        statuses.add(answer.get().status());
      }
    }

    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    assertThat(portal.events(LEASED)).hasSize(1);
  }

  @Test
  void a_lease_that_was_refused_leaves_its_key_unused() {
    var key = UUID.randomUUID().toString();
    portal.age(Duration.ofMinutes(-1));
    assertThat(portal.lease(portal.service, key, "", body("IMPLEMENTATION", "run-7")).status())
        .isEqualTo(503);
    portal.age(Duration.ofMinutes(20));

    assertThat(portal.lease(portal.service, key, "", body("IMPLEMENTATION", "run-7")).status())
        .isEqualTo(201);
  }

  /** The transaction of a removal, stopped just before its commit. */
  @Test
  void a_lease_waits_for_an_end_of_the_connection_that_is_about_to_be_committed() throws Exception {
    var database = CommandDatabase.asCommandSide();
    var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    var db = JdbcClient.create(database);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var lease =
          transactions.execute(
              _ -> {
                db.sql(
                        """
                        update command.credential set status = 'REVOKING', access_ct = null
                         where portal_id = :portal
                        """)
                    .param("portal", portal.portal.value())
                    .update();
                var asked = threads.submit(() -> portal.lease("IMPLEMENTATION").status());
                untilItWaitsFor(asked);
                return asked;
              });

      assertThat(requireNonNull(lease).get()).isNotEqualTo(201);
    }
    assertThat(portal.events(LEASED)).isEmpty();
  }

  private static void untilItWaitsFor(Future<?> asked) {
    var waiting =
        CommandDatabase.asOwner()
            .sql("select count(*) from pg_locks where not granted")
            .query(Long.class);
    while (!asked.isDone() && waiting.single() == 0) {
      Thread.onSpinWait();
    }
  }

  private static HubSpotStandIn.Answer tokens(String access) {
    return exchange -> {
      byte[] body =
          """
          {"token_type":"bearer","access_token":"%s","expires_in":1800}
          """
              .formatted(access)
              .getBytes(UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  private static String rows(String table) {
    return CommandDatabase.asOwner()
        .sql("select t::text from " + table + " t")
        .query(String.class)
        .list()
        .toString();
  }
}
