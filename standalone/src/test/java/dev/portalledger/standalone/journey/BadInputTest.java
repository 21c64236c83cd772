package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a clear problem, never our fault, and nothing recorded that did not happen. */
class BadInputTest {

  private static final Agency AGENCY = Agency.on("CUSTOM");
  private static final int LIMIT = 64 * 1024;

  private int events;

  @BeforeEach
  void count() {
    events = Ledger.eventsIn(AGENCY.id);
  }

  @AfterEach
  void nothing_was_recorded() {
    assertThat(Ledger.eventsIn(AGENCY.id)).isEqualTo(events);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "-1", "0", "1.5", "99999999999999999999", "1e3", "' or 1=1"})
  void portal_ids_that_are_none(String id) {
    var portal = id.replace(" ", "%20").replace("'", "%27");
    for (var path : new String[] {"/api/v1/client-accounts/", "/api/v1/portals/"}) {
      var method = path.contains("portals") ? "DELETE" : "GET";
      Answer.assertProblem(AGENCY.owner.json(method, path + portal, null), 400, 404);
    }
    Answer.assertProblem(
        AGENCY.owner.json("POST", "/api/v1/portals/" + portal + "/reconnection", "{}"), 400, 404);
    var page = AGENCY.owner.get("/client-accounts/" + portal);
    assertThat(page.status()).isIn(400, 404);
    assertThat(page.body()).contains("What to do");
    var added =
        AGENCY.owner.post(
            AGENCY.owner.product.resolve("/client-accounts/" + portal + "/remove"), Map.of());
    assertThat(added.status()).isIn(303, 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/api/v1/client-accounts?limit=abc",
        "/api/v1/client-accounts?limit=0",
        "/api/v1/client-accounts?limit=-5",
        "/api/v1/client-accounts?limit=201",
        "/api/v1/client-accounts?limit=99999999999",
        "/api/v1/client-accounts?cursor=nonsense",
        "/api/v1/client-accounts?cursor=%00",
        "/api/v1/client-accounts?status=GONE",
        "/api/v1/client-accounts?cause=BAD_LUCK",
        "/api/v1/client-accounts?portal=abc",
        "/api/v1/client-accounts?portal=1&minVersion=abc",
        "/api/v1/client-accounts?q=%00",
        "/api/v1/client-accounts?q=%ff",
        "/api/v1/audit-trail?limit=0",
        "/api/v1/audit-trail?limit=x",
        "/api/v1/audit-trail?cursor=nonsense",
        "/api/v1/audit-trail?kind=portal-eaten",
        "/api/v1/audit-trail?from=yesterday",
        "/api/v1/audit-trail?to=2026-02-31",
        "/api/v1/audit-trail?portal=abc",
        "/api/v1/client-accounts/1001?minVersion=abc"
      })
  void questions_that_make_no_sense(String path) {
    Answer.assertProblem(AGENCY.owner.json("GET", path, null), 400);
    var page = AGENCY.owner.get(path.replace("/api/v1", ""));
    // The page of one account takes no parameters, so none is wrong.
    assertThat(page.status()).as(page.body()).isIn(400, 404);
    assertThat(page.body()).contains("What to do");
  }

  /** Stopped by the server before anything of ours runs. */
  @ParameterizedTest
  @ValueSource(strings = {"/client-accounts/%00", "/client-accounts/..%2f", "/%5c", "/a;b=c/d"})
  void addresses_that_no_server_takes(String path) {
    var answer = AGENCY.owner.get(path);
    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("Exception", "Tomcat", "\tat ");
  }

  @Test
  void a_version_that_never_comes_is_waited_for_only_so_long() {
    var answer = AGENCY.owner.json("GET", "/api/v1/client-accounts?portal=1&minVersion=9", null);
    assertThat(answer.status()).isEqualTo(200);
    Answer.assertProblem(
        AGENCY.owner.json("GET", "/api/v1/client-accounts/424242?minVersion=9", null), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{\"features\": null}",
        "{\"features\": \"AUDIT\", \"more\": 1}",
        "{\"features\": [\"AUDIT\"], \"unknown\": true}",
        "{\"features\": [\"FLY\"]}",
        "{\"features\": [null]}",
        "{\"features\": [1]}",
        "{\"features\": {}}",
        "{}"
      })
  void bodies_that_make_no_sense(String body) {
    Answer.assertProblem(AGENCY.owner.json("PUT", "/api/v1/organization/features", body), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"organizationId\": \"A B\", \"name\": \"N\", \"plan\": \"PRO\", \"features\": []}",
        "{\"organizationId\": 7, \"plan\": \"PRO\", \"features\": []}",
        "{\"organizationId\": \"ab-cd\", \"name\": \"\", \"plan\": \"PRO\", \"features\": []}",
        "{\"organizationId\": \"ab-cd\", \"name\": \"N\", \"plan\": \"GOLD\", \"features\": []}",
        "{\"organizationId\": \"ab-cd\", \"name\": \"N\", \"plan\": \"PRO\"}",
        "{\"organizationId\": \"ab-cd\", \"name\": \"N\", \"features\": []}",
        "{\"name\": \"N\", \"plan\": \"PRO\", \"features\": []}"
      })
  void registrations_that_make_no_sense(String body) {
    var operator = new People(World.get()).bearer("", "OPERATOR", "operator");
    Answer.assertProblem(operator.json("POST", "/api/v1/organizations", body), 400);
    assertThat(Ledger.eventsOf("org-ab-cd")).isZero();
  }

  @Test
  void fields_that_nobody_asked_for() {
    Answer.assertProblem(
        AGENCY.owner.json("POST", "/api/v1/authorizations", "{\"organization\": \"acme\"}"), 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "multipart/form-data; boundary=x", "x"})
  void another_content_type(String type) {
    var headers = headers();
    headers.put("Content-Type", type);
    Answer.assertProblem(
        send("PUT", "/api/v1/organization/features", headers, BodyPublishers.ofString("{}")),
        400,
        415);
  }

  @Test
  void more_than_64_kib_of_known_length() {
    var body = BodyPublishers.ofString("{\"features\": [" + " ".repeat(LIMIT) + "]}");
    Answer.assertProblem(send("PUT", "/api/v1/organization/features", headers(), body), 413);
    Answer.assertProblem(send("POST", "/api/v1/authorizations", headers(), body), 413);
  }

  @Test
  void more_than_64_kib_of_unknown_length() {
    var bytes = ("{\"features\": [" + " ".repeat(LIMIT) + "]}").getBytes(StandardCharsets.UTF_8);
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    Answer.assertProblem(send("PUT", "/api/v1/organization/features", headers(), body), 413);
    Answer.assertProblem(send("POST", "/api/v1/authorizations", headers(), body), 413);
  }

  @Test
  void a_post_without_an_idempotency_key() {
    var headers = headers();
    headers.remove("Idempotency-Key");
    var answer = send("POST", "/api/v1/authorizations", headers, BodyPublishers.ofString("{}"));
    Answer.assertProblem(answer, 400);
    assertThat(answer.json().get("type").asString()).endsWith("/problems/idempotency-missing");
  }

  @Test
  void an_idempotency_key_that_came_before_with_something_else() {
    var operator = new People(World.get()).bearer("", "OPERATOR", "operator");
    var headers = headers();
    var body = "{\"organizationId\": \"%s\", \"name\": \"N\", \"plan\": \"PRO\", \"features\": []}";
    var first = "key-" + UUID.randomUUID().toString().substring(0, 18);
    var second = "key-" + UUID.randomUUID().toString().substring(0, 18);
    var target = operator.product.resolve("/api/v1/organizations");
    var made = operator.send("POST", target, headers, body.formatted(first));
    assertThat(made.status()).isEqualTo(201);

    var again = operator.send("POST", target, headers, body.formatted(first));
    var other = operator.send("POST", target, headers, body.formatted(second));

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(made.body());
    assertThat(Ledger.eventsOf("org-" + first)).isEqualTo(1);
    Answer.assertProblem(other, 422);
    assertThat(Ledger.eventsOf("org-" + second)).isZero();
  }

  @Test
  void addresses_and_methods_that_are_none() {
    Answer.assertProblem(AGENCY.owner.json("GET", "/api/v1/nothing", null), 404);
    Answer.assertProblem(AGENCY.owner.json("PATCH", "/api/v1/client-accounts", "{}"), 405);
    Answer.assertProblem(AGENCY.owner.json("DELETE", "/api/v1/client-accounts", null), 405);
    Answer.assertProblem(AGENCY.owner.json("GET", "/api/v1/authorizations", null), 404, 405);
  }

  @Test
  void tokens_that_are_none() {
    for (var token : new String[] {"nonsense", "a.b.c", "..", " "}) {
      var visitor = new Visitor(World.get().url()).bearing(token);
      Answer.assertProblem(visitor.json("GET", "/api/v1/client-accounts", null), 401);
      Answer.assertProblem(visitor.json("POST", "/api/v1/authorizations", "{}"), 401);
    }
  }

  private static Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Accept", "application/json");
    headers.put("Content-Type", "application/json");
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    return headers;
  }

  private static Answer send(
      String method, String path, Map<String, String> headers, BodyPublisher body) {
    return AGENCY.owner.publish(method, AGENCY.owner.product.resolve(path), headers, body);
  }
}
