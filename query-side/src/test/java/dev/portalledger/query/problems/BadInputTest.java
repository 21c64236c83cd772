package dev.portalledger.query.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.Samples;
import dev.portalledger.query.projections.CatchUp;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BadInputTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/client-accounts?status=BROKEN",
        "/api/v1/client-accounts?cause=1",
        "/api/v1/client-accounts?limit=many",
        "/api/v1/client-accounts?limit=0",
        "/api/v1/client-accounts?limit=99999999999999999999",
        "/api/v1/client-accounts?portal=acme",
        "/api/v1/client-accounts?minVersion=x",
        "/api/v1/client-accounts?cursor=x",
        "/api/v1/client-accounts?q=%00",
        "/api/v1/client-accounts/acme",
        "/api/v1/client-accounts/99999999999999999999",
        "/api/v1/client-accounts/1?minVersion=soon",
        "/api/v1/client-accounts?asOf=yesterday",
        "/api/v1/client-accounts?asOf=2999-01-01",
        "/api/v1/client-accounts?asOf=-999999999-01-01T00:00:00Z",
        "/api/v1/client-accounts/1?asOf=2026-02-30",
        "/api/v1/usage?asOf=%00",
        "/api/v1/usage?asOf=2999-01-01T00:00:00Z",
        "/api/v1/audit-trail?asOf=1",
        "/api/v1/audit-trail?asOf=2026-03-03T14:00:00+01:00",
        "/client-accounts?asOf=2999-01-01T00:00",
        "/client-accounts/1?asOf=now",
        "/audit-trail?asOf=x",
        "/api/v1/audit-trail?from=yesterday",
        "/api/v1/audit-trail?to=2026-02-30",
        "/api/v1/audit-trail?kind=gossip",
        "/api/v1/audit-trail?actor=a%20b",
        "/api/v1/audit-trail?actor=%00",
        "/api/v1/audit-trail?cursor=%F0%9F%92%A3",
        "/api/v1/audit-trail?portal=-",
        "/api/v1/audit-trail/export",
        "/api/v1/audit-trail/export?format=pdf",
        "/api/v1/audit-trail/export?format=csv&from=yesterday",
        "/api/v1/audit-trail/export?format=csv&portal=1&kind=gossip",
        "/api/v1/audit-trail/export?format=jsonl&after=nobody-has-this-one",
        "/api/v1/audit-trail/export?format=jsonl&after=a%20b",
        "/client-accounts?status=BROKEN",
        "/client-accounts/add",
        "/audit-trail?from=yesterday",
      })
  void what_cannot_be_understood_is_a_clear_400(String address) {
    JsonNode problem = problem(get(address, Map.of()), 400);

    assertThat(problem.get("type").asString())
        .isEqualTo(RunningQuerySide.url() + "/problems/invalid-request");
    assertThat(problem.get("title").asString()).isEqualTo("The request cannot be understood");
    assertThat(problem.get("instance").asString()).startsWith("/");
    assertThat(problem.get("traceId").asString()).hasSize(32);
  }

  @Test
  void a_browser_gets_a_page_instead() {
    var page = get("/client-accounts?status=BROKEN", Map.of("Accept", "text/html"));

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("What to do", "Not a valid value: status");
  }

  @Test
  void a_foreign_portal_is_answered_byte_for_byte_like_an_unknown_one() {
    String before = get("/api/v1/client-accounts/880001", Map.of("traceparent", TRACE)).body();
    RunningQuerySide.record(
        "portal-880001", 0, Samples.connected(Samples.GLOBEX, new PortalId(880_001)));
    assertThat(
            RunningQuerySide.bean(CatchUp.class)
                .await(
                    () ->
                        as("globex", "/api/v1/client-accounts/880001", Map.of()).statusCode()
                            == 200))
        .isTrue();
    var after = get("/api/v1/client-accounts/880001", Map.of("traceparent", TRACE));

    assertThat(after.statusCode()).isEqualTo(404);
    assertThat(after.body()).isEqualTo(before);
  }

  @Test
  void an_answer_in_another_format_is_not_offered() {
    assertThat(get("/api/v1/client-accounts", Map.of("Accept", "application/xml")).statusCode())
        .isEqualTo(406);
  }

  @Test
  void every_answer_carries_the_headers_that_keep_it_safe() {
    for (String address :
        List.of("/client-accounts", "/api/v1/client-accounts", "/problems/not-found", "/nothing")) {
      var headers = get(address, Map.of("Accept", "*/*")).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'", "script-src 'self';")
          .contains("form-action 'self' https://app.hubspot.com " + RunningQuerySide.ISSUER.url())
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void every_problem_has_a_page_at_its_type(Problem problem) {
    var page =
        RunningQuerySide.browser()
            .get("/problems/" + problem.text(), Map.of("Accept", "text/html"));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains(problem.title().replace("'", "&#39;"), "What happened", "Why", "What to do");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid-request",
        "unauthenticated",
        "forbidden",
        "not-found",
        "conflict",
        "idempotency-missing",
        "idempotency-in-progress",
        "idempotency-mismatch",
        "plan-limit",
        "rate-limited",
        "upstream-unavailable",
        "upstream-rejected",
        "state-unknown",
        "state-expired",
        "other-browser",
        "callback-malformed",
        "payload-too-large",
        "ledger-not-sealed",
        "storage-unavailable",
        "newer-version",
        "records-dropped"
      })
  void every_name_the_two_sides_agreed_upon_is_known(String name) {
    assertThat(Problem.named(name)).isPresent();
  }

  @Test
  void a_problem_nobody_knows_has_no_page() {
    assertThat(get("/problems/boredom", Map.of("Accept", "text/html")).statusCode()).isEqualTo(404);
  }

  @Test
  void the_api_describes_itself() {
    JsonNode api = JsonMapper.shared().readTree(get("/v3/api-docs", Map.of()).body());

    assertThat(api.get("paths").propertyNames())
        .containsExactlyInAnyOrder(
            "/api/v1/client-accounts",
            "/api/v1/client-accounts/{portalId}",
            "/api/v1/usage",
            "/api/v1/campaigns",
            "/api/v1/campaigns/{campaignId}",
            "/api/v1/invitations",
            "/api/v1/portals/{portalId}/revocations/{generation}/certificate",
            "/api/v1/certificate-keys",
            "/api/v1/checkpoints/latest",
            "/api/v1/checkpoints/consistency",
            "/api/v1/events/{id}/proof",
            "/api/v1/evidence",
            "/api/v1/audit-trail",
            "/api/v1/audit-trail/export",
            "/api/v1/subjects/{subjectId}",
            "/api/v1/checkpoints/anchor",
            "/api/v1/replays",
            "/api/v1/replays/{replayId}",
            "/api/v1/replays/{replayId}/differences",
            "/api/v1/replays/{replayId}/client-accounts",
            "/api/v1/replays/{replayId}/stream",
            "/api/v1/suppositions",
            "/api/v1/projections",
            "/api/v1/projections/{name}",
            "/api/v1/projections/{name}/rebuild",
            "/api/v1/projections/{name}/check");
    assertThat(api.get("paths").get("/api/v1/client-accounts").toString())
        .doesNotContain("\"member\"");
    for (String path :
        List.of(
            "/api/v1/client-accounts",
            "/api/v1/client-accounts/{portalId}",
            "/api/v1/usage",
            "/api/v1/audit-trail")) {
      assertThat(api.get("paths").get(path).toString())
          .contains("\"name\":\"asOf\",\"in\":\"query\"", "A day (2026-03-03) means its end");
    }
  }

  private static JsonNode problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    return JsonMapper.shared().readTree(response.body());
  }

  private static HttpResponse<String> get(String address, Map<String, String> headers) {
    return as("bad-input", address, headers);
  }

  private static HttpResponse<String> as(
      String organization, String address, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    var account = new Account("somebody", "Some Body", organization, List.of("OWNER"));
    all.put("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account));
    return RunningQuerySide.browser().get(address, all);
  }
}
