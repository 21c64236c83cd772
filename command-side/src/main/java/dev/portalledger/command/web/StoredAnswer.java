package dev.portalledger.command.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * An answer as it is given again. It keeps the cookie that ties an attempt to its browser, since
 * the URL in the body is of no use without; no other cookie, and no header that every answer gets
 * anew.
 */
record StoredAnswer(int status, Map<String, String> headers, String body) {

  private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION);
  private static final String KEPT_COOKIE = "__Host-oauth=";

  static StoredAnswer of(ContentCachingResponseWrapper response) {
    var headers = new LinkedHashMap<String, String>();
    for (String name : KEPT) {
      var value = response.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    response.getHeaders(HttpHeaders.SET_COOKIE).stream()
        .filter(cookie -> cookie.startsWith(KEPT_COOKIE))
        .findFirst()
        .ifPresent(cookie -> headers.put(HttpHeaders.SET_COOKIE, cookie));
    return new StoredAnswer(
        response.getStatus(),
        headers,
        new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
  }

  StoredAnswer withBody(String other) {
    return new StoredAnswer(status, headers, other);
  }

  @Override
  public String toString() {
    return "StoredAnswer[status=" + status + "]";
  }
}
