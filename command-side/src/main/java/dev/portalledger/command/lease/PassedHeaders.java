package dev.portalledger.command.lease;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which headers go along. What concerns one connection only stays behind, and so does whatever says
 * who the caller is or would have HubSpot take one method for another.
 */
final class PassedHeaders {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "expect",
          "host");

  private static final Set<String> NOT_TO_HUBSPOT =
      Set.of(
          "authorization",
          "cookie",
          "origin",
          "referer",
          "forwarded",
          "via",
          "idempotency-key",
          "x-http-method",
          "x-http-method-override",
          "x-method-override");

  private static final Set<String> NOT_TO_CALLER = Set.of("set-cookie", "set-cookie2", "alt-svc");

  static void toHubSpot(HttpServletRequest from, HttpRequest.Builder to) {
    var named = named(Collections.list(from.getHeaders("Connection")));
    for (String name : Collections.list(from.getHeaderNames())) {
      if (passes(name, named, NOT_TO_HUBSPOT) && !lower(name).startsWith("x-forwarded-")) {
        Collections.list(from.getHeaders(name)).forEach(value -> to.header(name, value));
      }
    }
  }

  static void toCaller(HttpHeaders from, HttpServletResponse to) {
    var named = named(from.allValues("Connection"));
    from.map()
        .forEach(
            (name, values) -> {
              if (passes(name, named, NOT_TO_CALLER)) {
                values.forEach(value -> to.addHeader(name, value));
              }
            });
  }

  private static boolean passes(String name, Set<String> named, Set<String> kept) {
    var lower = lower(name);
    return !HOP_BY_HOP.contains(lower)
        && !kept.contains(lower)
        && !named.contains(lower)
        && !lower.startsWith(":");
  }

  /** Headers that the header Connection names. */
  private static Set<String> named(Collection<String> connection) {
    return connection.stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(name -> lower(name.strip()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private PassedHeaders() {}
}
