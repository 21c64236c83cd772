package dev.portalledger.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks the product as a program does. */
record Http(HttpClient client, String url) implements AutoCloseable {

  static Http to(String url) {
    return new Http(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url);
  }

  String get(String path, String token) throws IOException, InterruptedException {
    return expect(200, send("GET", URI.create(url + path), token, null)).body();
  }

  HttpResponse<String> send(String method, URI target, String token, @Nullable String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(target)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token);
    if (body != null) {
      request.header("Content-Type", "application/json");
      request.header("Idempotency-Key", UUID.randomUUID().toString());
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Anything else is no measurement. */
  static HttpResponse<String> expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          answer.request().uri() + " answered " + answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  @Override
  public void close() {
    client.close();
  }
}
