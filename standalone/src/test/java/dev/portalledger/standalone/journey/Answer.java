package dev.portalledger.standalone.journey;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One HTTP answer, and where it came from. */
record Answer(URI from, HttpResponse<String> response) {

  private static final Pattern CSRF =
      Pattern.compile(
          "name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(body());
  }

  boolean isRedirect() {
    return status() >= 300 && status() < 400;
  }

  URI location() {
    return from.resolve(response.headers().firstValue("Location").orElseThrow());
  }

  String csrf() {
    var match = CSRF.matcher(body());
    if (!match.find()) {
      throw new AssertionError("no form on " + from + ":\n" + body());
    }
    return match.group(1) == null ? match.group(2) : match.group(1);
  }
}
