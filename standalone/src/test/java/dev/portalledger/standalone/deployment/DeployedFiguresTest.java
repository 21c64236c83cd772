package dev.portalledger.standalone.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.portalledger.standalone.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a deployment tells its operators, where Prometheus asks for it and nowhere else. */
class DeployedFiguresTest {

  private static final String FIGURES = "/actuator/prometheus";
  private static final Map<String, List<String>> OF_EACH =
      Map.of(
          "command",
          List.of("ledger_guard_open", "ledger_sequencer_lag_seconds", "jvm_memory_used_bytes"),
          "query",
          List.of("ledger_projection_lag_seconds", "ledger_sequencer_lag_seconds"),
          "signer",
          List.of("ledger_signer_silent_seconds", "ledger_signer_unsigned_events"));
  private static final Path SETTINGS = Path.of("..", "deployment", "prometheus", "prometheus.yml");

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void in_many_processes() {
    assumeTrue("deployment".equals(System.getProperty("world")), "only of a deployment");
  }

  @Test
  void every_place_prometheus_asks_answers_it() throws IOException, InterruptedException {
    assertThat(targets()).hasSize(5);
    for (var target : targets()) {
      var answer = get("http://" + World.get().deployment().address(target) + FIGURES);
      assertThat(answer.statusCode()).as(target).isEqualTo(200);
      assertThat(answer.body())
          .contains(
              OF_EACH.entrySet().stream()
                  .filter(kind -> target.startsWith(kind.getKey()))
                  .flatMap(kind -> kind.getValue().stream())
                  .toList());
    }
  }

  @Test
  void nobody_else_is_told_anything() throws IOException, InterruptedException {
    assertThat(get(World.get().url() + FIGURES).statusCode()).isEqualTo(404);
    for (var side : List.of("command-1:8080", "query-1:8080")) {
      var answer = get("http://" + World.get().deployment().address(side) + FIGURES);
      assertThat(answer.statusCode()).as(side).isNotEqualTo(200);
      assertThat(answer.body()).doesNotContain("ledger_");
    }
    var other = World.get().deployment().address("query-1:9090");
    assertThat(get("http://" + other + "/actuator/env").statusCode()).isNotEqualTo(200);
  }

  @Test
  void logs_are_json_and_say_nothing_secret() {
    for (var side : List.of("command-1", "command-2", "query-1", "query-2")) {
      var lines = World.get().deployment().said(side).lines().toList();
      assertThat(lines)
          .hasSizeGreaterThan(3)
          .allSatisfy(
              line ->
                  assertThat(JsonMapper.shared().readTree(line).has("@timestamp"))
                      .as(line)
                      .isTrue())
          .noneMatch(line -> line.contains("a-secret-called-") || line.contains(".test\""));
    }
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/plain").build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static List<String> targets() throws IOException {
    return Pattern.compile("\\b(?:[a-z]+-\\d|signer):\\d+")
        .matcher(Files.readString(SETTINGS))
        .results()
        .map(target -> target.group())
        .toList();
  }
}
