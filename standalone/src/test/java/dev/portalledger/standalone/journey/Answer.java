package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** One of these, told as the API promises, with a page behind its type. */
  static void assertProblem(Answer answer, Integer... statuses) {
    assertThat(answer.status()).as(answer.from() + " " + answer.body()).isIn((Object[]) statuses);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    var problem = answer.json();
    assertThat(problem.propertyNames())
        .contains("type", "title", "status", "detail", "instance", "traceId");
    assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("detail").asString()).isNotBlank().doesNotContain("Exception");
    assertThat(problem.get("traceId").asString()).matches("[0-9a-f]{32}");
    var type = URI.create(problem.get("type").asString());
    assertThat(type.getPath()).startsWith("/problems/");
    assertThat(new Visitor(answer.from().resolve("/").toString()).open(type).status())
        .as(type.toString())
        .isEqualTo(200);
  }
}
