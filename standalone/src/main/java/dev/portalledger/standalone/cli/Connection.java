package dev.portalledger.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the product is and as whom it is spoken to. Secrets come from files, never as arguments.
 */
final class Connection {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OK = 200;

  @Option(
      names = "--url",
      defaultValue = "${env:LEDGER_URL:-http://localhost:8080}",
      description = "Where Portal Ledger answers (LEDGER_URL). Default: ${DEFAULT-VALUE}")
  private URI url = URI.create("http://localhost:8080");

  @Option(
      names = "--token-file",
      description = "File with a bearer token, instead of asking the issuer for one.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--issuer",
      defaultValue = "${env:LEDGER_SIGN_IN_ISSUER:-http://localhost:8081}",
      description = "Who gives tokens (LEDGER_SIGN_IN_ISSUER). Default: ${DEFAULT-VALUE}")
  private URI issuer = URI.create("http://localhost:8081");

  @Option(
      names = "--client-id",
      defaultValue = "${env:LEDGER_CLIENT_ID:-operator}",
      description =
          "Client of the issuer that has the role (LEDGER_CLIENT_ID). Default: ${DEFAULT-VALUE}")
  private String clientId = "operator";

  @Option(
      names = "--client-secret-file",
      defaultValue = "${env:LEDGER_CLIENT_SECRET_FILE:-}",
      description = "File with the client's secret (LEDGER_CLIENT_SECRET_FILE).")
  private @Nullable Path clientSecretFile;

  URI issuer() {
    return issuer;
  }

  Api open() {
    var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return new Api(http, url, tokenFile == null ? token(http) : secret(tokenFile));
  }

  private String token(HttpClient http) {
    if (clientSecretFile == null || clientSecretFile.toString().isEmpty()) {
      throw Trouble.cannotTell(
          "Say as whom: --client-secret-file with --client-id and --issuer, or --token-file.");
    }
    var client = encoded(clientId) + ":" + encoded(secret(clientSecretFile));
    var request =
        HttpRequest.newBuilder(tokenEndpoint(http))
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    var token = ask(http, request).path("access_token").asString("");
    if (token.isEmpty()) {
      throw Trouble.no("%s gives no token to %s.".formatted(issuer, clientId));
    }
    return token;
  }

  private URI tokenEndpoint(HttpClient http) {
    var discovery = URI.create(issuer + "/.well-known/openid-configuration");
    var request = HttpRequest.newBuilder(discovery).timeout(PATIENCE).build();
    var endpoint = ask(http, request).path("token_endpoint").asString("");
    if (endpoint.isEmpty()) {
      throw Trouble.cannotTell(issuer + " names no token endpoint. Is it the OpenID issuer?");
    }
    return URI.create(endpoint);
  }

  private JsonNode ask(HttpClient http, HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw Trouble.no(
            "%s answers %d. Is --issuer right, and are --client-id and its secret?"
                .formatted(request.uri(), answer.statusCode()));
      }
      return JSON.readTree(answer.body());
    } catch (JacksonException _) {
      throw Trouble.cannotTell(request.uri() + " is no OpenID issuer");
    } catch (IOException e) {
      throw Trouble.cannotTell(
          "%s does not answer (%s). Say where the issuer is with --issuer."
              .formatted(request.uri(), e.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.cannotTell("stopped while waiting for the issuer");
    }
  }

  private static String secret(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw Trouble.cannotTell(
          "%s cannot be read (%s).".formatted(file, e.getClass().getSimpleName()));
    }
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8);
  }
}
