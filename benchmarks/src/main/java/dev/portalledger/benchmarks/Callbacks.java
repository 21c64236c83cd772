package dev.portalledger.benchmarks;

import dev.portalledger.events.organization.OrganizationId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Browsers on their way back from HubSpot. What is timed is the callback alone, with everything it
 * does: the code exchanged and introspected at the sandbox, the tokens kept, the portal connected.
 */
final class Callbacks {

  private static final int CALLERS = 8;
  private static final int TRIPS_EACH = 8;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicLong PORTALS = new AtomicLong(5_000_000);

  private record Arrival(URI callback, String token, String cookie) {}

  private final Ground ground;
  private final Http http;
  private final Bearer bearer;
  private final Grants grants;

  Callbacks(Ground ground, Http http, Bearer bearer, Grants grants) {
    this.ground = ground;
    this.http = http;
    this.bearer = bearer;
    this.grants = grants;
  }

  /** Returns arrivals per second. */
  double arrive(int count) throws Exception {
    var arrivals = new ConcurrentLinkedQueue<>(prepare(count));
    return Load.counted(CALLERS, count, _ -> arrive(arrivals.remove())).perSecond();
  }

  private void arrive(Arrival arrival) throws Exception {
    var request =
        HttpRequest.newBuilder(arrival.callback)
            .header("Authorization", "Bearer " + arrival.token)
            .header("Cookie", arrival.cookie)
            .build();
    var answer = http.client().send(request, BodyHandlers.ofString());
    if (!location(Http.expect(303, answer)).startsWith("/client-accounts?")) {
      throw new IllegalStateException("not connected: " + location(answer));
    }
  }

  private List<Arrival> prepare(int count) throws Exception {
    long first = PORTALS.getAndAdd(count);
    addAccounts(first, count);
    var arrivals = new ArrayList<Arrival>();
    OrganizationId organization = grants.organization();
    var token = bearer.owner(organization.value());
    for (int trip = 0; trip < count; trip++) {
      if (trip % TRIPS_EACH == TRIPS_EACH - 1) {
        organization = grants.organization();
        token = bearer.owner(organization.value());
      }
      arrivals.add(arrival(token, first + trip));
    }
    return arrivals;
  }

  private void addAccounts(long first, int count) throws Exception {
    var accounts =
        LongStream.range(first, first + count)
            .mapToObj("{\"hubId\": %d}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    var request =
        HttpRequest.newBuilder(URI.create(ground.options().sandboxUrl() + "/sandbox/accounts"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(accounts))
            .build();
    var answer = http.client().send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException("sandbox: " + answer.body());
    }
  }

  private Arrival arrival(String token, long portal) throws Exception {
    var target = URI.create(ground.url() + "/api/v1/authorizations");
    var begun = Http.expect(201, http.send("POST", target, token, "{}"));
    var cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    var consent =
        "%s&sandbox_user=admin@company%d.test&sandbox_portal=%d&sandbox_decision=grant"
            .formatted(
                JSON.readTree(begun.body()).get("authorizationUrl").asString(), portal, portal);
    var back =
        http.client()
            .send(HttpRequest.newBuilder(URI.create(consent)).build(), BodyHandlers.ofString());
    return new Arrival(URI.create(location(back)), token, cookie);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
