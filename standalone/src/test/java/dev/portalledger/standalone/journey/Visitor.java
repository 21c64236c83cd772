package dev.portalledger.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A browser without a screen: keeps cookies by host as browsers do (ports do not separate them),
 * follows a redirect only when told, never sends a token it was not given.
 */
class Visitor {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final int MOST_REDIRECTS = 12;

  final URI product;
  final Map<String, String> cookies = new ConcurrentHashMap<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();

  Visitor(String product) {
    this.product = URI.create(product);
  }

  /** Comes with a token instead of a session. */
  Visitor bearing(String token) {
    headers.put("Authorization", "Bearer " + token);
    return this;
  }

  /** Another window of the same browser, as it is now. */
  Visitor copy() {
    var copy = new Visitor(product.toString());
    copy.cookies.putAll(cookies);
    copy.headers.putAll(headers);
    return copy;
  }

  Answer get(String path) {
    return send("GET", product.resolve(path), Map.of("Accept", "text/html"), null);
  }

  Answer getJson(String path) {
    return send("GET", product.resolve(path), Map.of("Accept", "application/json"), null);
  }

  /** With a fresh Idempotency-Key. */
  Answer json(String method, String path, String body) {
    return send(
        method,
        product.resolve(path),
        Map.of(
            "Accept",
            "application/json",
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            java.util.UUID.randomUUID().toString()),
        body);
  }

  Answer post(URI target, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        target,
        Map.of("Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded"),
        body);
  }

  Answer open(URI target) {
    return send("GET", target, Map.of("Accept", "text/html"), null);
  }

  /** Goes where the answer points, until it points nowhere. */
  Answer follow(Answer answer) {
    var last = answer;
    for (int hop = 0; last.isRedirect(); hop++) {
      if (hop == MOST_REDIRECTS) {
        throw new AssertionError("redirects without end at " + last.from());
      }
      last = open(last.location());
    }
    return last;
  }

  Answer send(String method, URI target, Map<String, String> more, String body) {
    return publish(
        method,
        target,
        more,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
  }

  Answer publish(String method, URI target, Map<String, String> more, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(60)).method(method, body);
    headers.forEach(request::header);
    more.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Answer(target, response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String setCookie) {
    var pair = setCookie.split(";", 2)[0].split("=", 2);
    if (setCookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
