package dev.portalledger.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * As much of a browser as tests need. Like real ones, and unlike Java's own cookie store, it takes
 * http://localhost for a safe place and sends secure cookies there.
 */
public final class Browser {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String home;
  private final Map<String, String> cookies = new TreeMap<>();

  public Browser(String home) {
    this.home = home;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /** Opens an address and follows redirects, wherever they lead. */
  public HttpResponse<String> open(String address) {
    HttpResponse<String> response = get(address, Map.of("Accept", "text/html"));
    for (int hops = 0; response.statusCode() / 100 == 3 && hops < 10; hops++) {
      String target = response.headers().firstValue("Location").orElseThrow();
      response = get(response.uri().resolve(target).toString(), Map.of("Accept", "text/html"));
    }
    return response;
  }

  public HttpResponse<String> get(String address, Map<String, String> headers) {
    return send("GET", address, headers, null);
  }

  public HttpResponse<String> submit(String address, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        address,
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"),
        body);
  }

  public HttpResponse<String> send(
      String method, String address, Map<String, String> headers, @Nullable String body) {
    URI uri = URI.create(address.startsWith("http") ? address : home + address);
    var request = HttpRequest.newBuilder(uri);
    headers.forEach(request::header);
    if (!cookies.isEmpty() && uri.toString().startsWith(home)) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return remember(send(request.build()));
  }

  public static String csrfToken(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    if (!token.find()) {
      throw new AssertionError("no CSRF token on " + page.uri());
    }
    return token.group(1);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> remember(HttpResponse<String> response) {
    List<String> set = response.headers().allValues("Set-Cookie");
    for (String cookie : set) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (cookie.contains("Max-Age=0") || pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return response;
  }
}
