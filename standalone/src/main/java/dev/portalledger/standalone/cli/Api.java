package dev.portalledger.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's REST API. Whatever it refuses, and whatever keeps it from answering, is told. */
final class Api {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BAD_REQUEST = 400;
  private static final int SERVER_ERROR = 500;

  private final HttpClient http;
  private final URI url;
  private final String token;

  Api(HttpClient http, URI url, String token) {
    this.http = http;
    this.url = url;
    this.token = token;
  }

  URI url() {
    return url;
  }

  JsonNode get(String path) {
    return json(send(request(path).GET().build(), BodyHandlers.ofString()));
  }

  JsonNode post(String path, Object body) {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return json(send(request, BodyHandlers.ofString()));
  }

  void delete(String path) {
    var _ = json(send(request(path).DELETE().build(), BodyHandlers.ofString()));
  }

  /** The answer as it stands, whatever its status; empty if nobody answers. */
  Optional<HttpResponse<String>> look(String path) {
    try {
      return Optional.of(
          http.send(
              HttpRequest.newBuilder(at(path))
                  .timeout(PATIENCE)
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  /** Whatever the answer is, as it streams; the caller has asked the status. */
  <T> HttpResponse<T> download(String path, BodyHandler<T> handler) {
    return send(
        HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + token).build(),
        handler);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private URI at(String path) {
    return url.resolve(path);
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw Trouble.cannotTell(
          "%s does not answer (%s). Is Portal Ledger running there? Say where with --url."
              .formatted(url, e.getClass().getSimpleName()));
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static Trouble interrupted() {
    Thread.currentThread().interrupt();
    return Trouble.cannotTell("stopped while waiting for an answer");
  }

  private JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() >= BAD_REQUEST) {
      throw refusal(answer.statusCode(), answer.body());
    }
    return answer.body().isEmpty() ? JSON.createObjectNode() : read(answer.body());
  }

  private JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      throw Trouble.cannotTell("what answers at " + url + " is not Portal Ledger");
    }
  }

  /** A problem of RFC 9457 in one line; whatever else answered, by its status. */
  static Trouble refusal(int status, String body) {
    var said = "HTTP " + status;
    try {
      var problem = JSON.readTree(body);
      said = problem.path("title").asString(said) + ": " + problem.path("detail").asString("");
    } catch (JacksonException _) {
      // A proxy's page; the status has to do.
    }
    return switch (status) {
      case 401 -> Trouble.no(said + " The token is not taken: see --issuer and --token-file.");
      case 403 -> Trouble.no(said + " The token's role is another one than this asks for.");
      default -> status < SERVER_ERROR ? Trouble.no(said) : Trouble.cannotTell(said);
    };
  }
}
