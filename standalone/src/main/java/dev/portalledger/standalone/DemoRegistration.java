package dev.portalledger.standalone;

import dev.portalledger.standalone.signin.DemoOrganization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Registers the demo's organizations over HTTP, as soon as the product answers. */
final class DemoRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(DemoRegistration.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = new JsonMapper();
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI signIn;
  private final URI entry;

  /**
   * Registers nothing yet.
   *
   * @param signIn where the demo sign-in answers
   * @param entry where the product answers
   */
  DemoRegistration(URI signIn, URI entry) {
    this.signIn = signIn;
    this.entry = entry;
  }

  /** Those already there stay as they are. */
  void register() {
    for (var organization : DemoOrganization.values()) {
      register(organization);
    }
    System.out.println("The demo's organizations are registered.");
  }

  private void register(DemoOrganization organization) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isRegistered(organization)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the product never answered at " + entry);
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private boolean isRegistered(DemoOrganization organization) {
    try {
      var answer = send(request(organization));
      if (answer.statusCode() >= BAD_REQUEST && answer.statusCode() < SERVER_ERROR) {
        LOG.warn("{} was not registered: {}", organization, answer.body());
      }
      return answer.statusCode() == CREATED || answer.statusCode() == OK;
    } catch (IOException _) {
      return false; // not there yet
    }
  }

  private HttpRequest request(DemoOrganization organization) throws IOException {
    var body =
        JSON.writeValueAsString(
            Map.of(
                "organizationId", organization.id(),
                "name", organization.title(),
                "plan", DemoOrganizations.plan(organization).name(),
                "features", DemoOrganizations.features()));
    return HttpRequest.newBuilder(entry.resolve("/api/v1/organizations"))
        .header("Authorization", "Bearer " + token())
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", "demo-" + organization.id())
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String token() throws IOException {
    var client = "operator:demo".getBytes(StandardCharsets.UTF_8);
    var answer =
        send(
            HttpRequest.newBuilder(signIn.resolve("/oauth2/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(client))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while registering", e);
    }
  }
}
