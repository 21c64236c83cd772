package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
record Answer(HttpResponse<String> response) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern ERROR = Pattern.compile("data-error=\"(\\w+)\"");

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonNode json() {
    return JSON.readTree(response.body());
  }

  String text(String member) {
    return json().path(member).asString();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The error page's name; empty when it is another page. */
  String error() {
    var found = ERROR.matcher(body());
    return found.find() ? found.group(1) : "";
  }

  /** The parameters the browser carries back to the app. */
  Map<String, String> query() {
    var query = URI.create(header("Location")).getRawQuery();
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  /** Both of HubSpot's error shapes at once, with status 400. */
  void isRefusal(String status, String error) {
    assertThat(text("status")).isEqualTo(status);
    assertThat(text("error")).isEqualTo(error);
    assertThat(text("error_description")).isEqualTo(text("message")).isNotEmpty();
    assertThat(status()).isEqualTo(400);
  }
}
