package dev.portalledger.command.vault.keys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls the transit engine. The JDK's client, for it writes no bodies to any log: they are keys.
 */
final class TransitHttp {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final TransitSettings settings;
  private final PrivateFiles files = new PrivateFiles(KeySettings.TRANSIT + ".token-file");
  private final HttpClient client;

  TransitHttp(TransitSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  Optional<JsonNode> get(String path) {
    return send(request(path).GET());
  }

  /** Empty if the engine says that the request cannot be right. */
  Optional<JsonNode> post(String path, Map<String, String> body) {
    return send(request(path).POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  private HttpRequest.Builder request(String path) {
    var address = "%s/v1/%s/%s".formatted(settings.url(), settings.mount(), path);
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(settings.timeout())
        .header("X-Vault-Token", token())
        .header("X-Vault-Request", "true")
        .header("Content-Type", "application/json");
  }

  private String token() {
    try {
      return files.text(settings.tokenFile()).strip();
    } catch (KeysUnusable e) {
      throw new KeyServiceUnavailable(e.what());
    }
  }

  private Optional<JsonNode> send(HttpRequest.Builder request) {
    try {
      return read(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new KeyServiceUnavailable(e.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new KeyServiceUnavailable("interrupted");
    }
  }

  private static Optional<JsonNode> read(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(json(answer.body()));
      case 400 -> Optional.empty();
      default -> throw new KeyServiceUnavailable("it answered " + answer.statusCode());
    };
  }

  private static JsonNode json(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException _) {
      throw new KeyServiceUnavailable("its answer is no JSON");
    }
  }
}
