package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portalledger.standalone.World;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A service leases access, works at HubSpot with it, and the audit trail tells. */
class LeaseJourneyTest {

  private static final String DETAILS = "/account-info/2026-03/details";

  private final long number = Agency.newPortal();
  private final Agency agency = Agency.on("PRO");
  private final Visitor service = new People(World.get()).bearer(agency.id, "SERVICE", "importer");

  @AfterEach
  void wellAgain() {
    Agency.SANDBOX.reset();
  }

  @Test
  void an_implementation_lease_opens_the_portal_at_hubspot() {
    agency.connect(number);

    var lease = lease("IMPLEMENTATION").json();

    var details =
        at(lease.get("baseUrl").asString() + DETAILS, lease.get("accessToken").asString(), "GET");
    assertThat(details.status()).as(details.body()).isEqualTo(200);
    assertThat(details.json().get("portalId").asLong()).isEqualTo(number);
  }

  @Test
  void an_audit_lease_reads_through_us_writes_nothing_and_the_trail_tells_both() {
    agency.connect(number);
    var lease = lease("AUDIT").json();
    var token = lease.get("accessToken").asString();
    var base = service.product.resolve("/hubspot/" + number).toString();

    var details = at(base + DETAILS, token, "GET");
    var uninstall = at(base + "/appinstalls/2026-03/external-install", token, "DELETE");
    var write = at(base + "/crm/v3/objects/contacts/1", token, "PATCH");

    assertThat(details.status()).as(details.body()).isEqualTo(200);
    assertThat(details.json().get("portalId").asLong()).isEqualTo(number);
    assertThat(uninstall.status()).isEqualTo(403);
    assertThat(write.status()).isEqualTo(403);
    Eventually.holds(() -> assertThat(leaseEntries()).hasSize(3));
    var kinds = leaseEntries();
    assertThat(kinds)
        .extracting(entry -> entry.get("kind").asString() + " " + entry.get("detail").asString())
        .containsExactlyInAnyOrder(
            "access-leased run-7",
            "leased-write-refused DELETE /appinstalls/2026-03",
            "leased-write-refused PATCH /crm/v3");
    assertThat(kinds).extracting(entry -> entry.get("cause").asString()).containsOnly("AUDIT");
  }

  @Test
  @Tag("R6")
  @DisplayName("R6 while HubSpot is down a live token is still leased")
  void while_hubspot_is_down_a_live_token_is_still_leased() {
    agency.connect(number);
    Agency.SANDBOX.knobs("{\"faults\": [{\"endpoint\": \"TOKEN\", \"kind\": \"UNAVAILABLE\"}]}");

    assertThat(lease("IMPLEMENTATION").status()).isEqualTo(201);
  }

  /** T6: whatever anybody asks for, a token comes with a lease and with nothing else. */
  @Test
  @Tag("T6")
  @DisplayName("T6 no answer of any route to any role holds a token, but a lease's does")
  void no_answer_of_any_route_to_any_role_holds_a_token_but_a_leases() throws Exception {
    assumeTrue(World.get().isOneProcess()); // where one description tells all operations
    agency.connect(number);
    var canaries = NothingSecretIsStoredTest.tokensOf(number);
    assertThat(canaries).hasSizeGreaterThan(1);
    int answers = 0;

    for (var operation : operations().entrySet()) {
      for (String role : Expected.ALL.split(" ", -1)) {
        var visitor = new People(World.get()).bearer(agency.id, role, "crawler");
        var answer = call(visitor, operation.getValue(), operation.getKey());
        assertThat(canaries)
            .as("%s as %s", operation.getKey(), role)
            .noneMatch(token -> answer.body().contains(token));
        assertThat(answer.body()).doesNotContain("plp_");
        answers++;
      }
    }

    assertThat(answers).isGreaterThan(60);
    assertThat(canaries)
        .as("the search finds what is there")
        .anyMatch(token -> lease("IMPLEMENTATION").body().contains(token));
  }

  /** Every operation of the description but the lease: its path by method and pattern. */
  private Map<String, String> operations() {
    var all = new TreeMap<String, String>();
    var paths = service.getJson("/v3/api-docs").json().get("paths");
    for (var path : paths.properties()) {
      for (var method : path.getValue().propertyNames()) {
        all.put(
            method.toUpperCase(Locale.ROOT) + " " + path.getKey(), example(method, path.getKey()));
      }
    }
    assertThat(all.remove("POST /api/v1/portals/{portalId}/leases")).isNotNull();
    return all;
  }

  /** What would end the connection is tried on a portal nobody has. */
  private String example(String method, String pattern) {
    var portal = method.equals("get") ? number : 424_242;
    return pattern
        .replace("{portalId}", Long.toString(portal))
        .replace("{organizationId}", agency.id)
        .replaceAll("\\{[a-zA-Z]+}", "x");
  }

  private static Answer call(Visitor visitor, String path, String operation) {
    var method = operation.split(" ", 2)[0];
    return method.equals("GET")
        ? visitor.getJson(path)
        : visitor.json(method, path, method.equals("DELETE") ? null : body(operation));
  }

  /** One that the route takes, as far as the table of routes knows one. */
  private static String body(String operation) {
    return Expected.TABLE.stream()
        .filter(route -> (route.method() + " " + route.pattern()).equals(operation))
        .map(Expected::body)
        .filter(body -> !body.isEmpty())
        .findFirst()
        .orElse("{}");
  }

  private Answer lease(String purpose) {
    return service.json(
        "POST",
        "/api/v1/portals/" + number + "/leases",
        "{\"purpose\": \"%s\", \"reason\": \"run-7\"}".formatted(purpose));
  }

  private List<JsonNode> leaseEntries() {
    return agency.trail().stream()
        .filter(entry -> entry.get("kind").asString().contains("lease"))
        .toList();
  }

  private static Answer at(String url, String token, String method) {
    return new Visitor(World.get().url())
        .send(
            method,
            URI.create(url),
            Map.of("Authorization", "Bearer " + token, "X-Call", UUID.randomUUID().toString()),
            null);
  }
}
