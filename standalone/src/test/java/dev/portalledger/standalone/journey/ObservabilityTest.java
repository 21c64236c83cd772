package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alerts ask for what the running product tells. */
class ObservabilityTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ALERTS = ROOT.resolve("deployment/prometheus/alerts.yml");

  /** Prometheus's own of each place it asks. */
  private static final Set<String> PROMETHEUS = Set.of("up");

  private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby *\\([^)]*\\)");
  private static final Pattern NAME = Pattern.compile("\\b[a-z][a-z0-9_]*\\b(?! *\\()");

  /**
   * An alert.
   *
   * @param runbook where it is said what to do
   */
  private record Alert(String name, String expression, String runbook) {}

  @Test
  void every_figure_of_the_dashboard_is_told() throws IOException {
    var expressions = expressions(dashboard());

    var told = told();
    assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(each -> assertTold(each, told));
  }

  @Test
  void every_figure_of_an_alert_is_told() throws IOException {
    assertThat(alerts()).hasSizeGreaterThan(10);
    var told = told();
    assertThat(alerts()).extracting(Alert::expression).allSatisfy(each -> assertTold(each, told));
  }

  /** What nobody looks at and nobody is warned of need not be measured. */
  @Test
  void every_figure_of_the_ledger_is_shown_or_warned_of() throws IOException {
    var asked = new ArrayList<>(expressions(dashboard()));
    alerts().forEach(alert -> asked.add(alert.expression()));
    var names = asked.stream().flatMap(expression -> names(expression).stream()).toList();

    assertThat(Figures.now().names())
        .filteredOn(name -> name.startsWith("ledger_"))
        .hasSizeGreaterThan(20)
        .allMatch(names::contains);
  }

  @Test
  void the_runbook_has_a_section_for_each_alert_and_no_other() throws IOException {
    var sections =
        Files.readString(ROOT.resolve("docs/runbook.md"))
            .lines()
            .filter(line -> line.startsWith("## "))
            .map(line -> "docs/runbook.md#" + anchor(line.substring(3)))
            .toList();

    assertThat(alerts()).extracting(Alert::runbook).containsExactlyElementsOf(sections);
  }

  @Test
  void prometheus_takes_its_settings_and_the_rules() throws IOException, InterruptedException {
    assumeTrue(
        hasPromtool(), "SKIPPED: no promtool on the PATH; install the package prometheus for it");
    var checking =
        new ProcessBuilder(
                "promtool",
                "check",
                "config",
                ROOT.resolve("deployment/prometheus/prometheus.yml").toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(checking.waitFor()).as(said).isZero();
    assertThat(said).contains("%d rules found".formatted(alerts().size()));
  }

  private static boolean hasPromtool() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }

  private static void assertTold(String expression, List<String> told) {
    assertThat(names(expression)).as(expression).isNotEmpty();
    assertThat(told).as(expression).containsAll(names(expression));
  }

  private static List<String> told() {
    var names = new ArrayList<>(Figures.now().names());
    names.addAll(PROMETHEUS);
    return names;
  }

  /** Those of figures; what is followed by a bracket is a function. */
  private static List<String> names(String expression) {
    var bare = GROUPING.matcher(SELECTOR.matcher(expression).replaceAll(" ")).replaceAll(" ");
    return NAME.matcher(bare).results().map(name -> name.group()).toList();
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static JsonNode dashboard() throws IOException {
    return JsonMapper.shared()
        .readTree(
            Files.readString(ROOT.resolve("deployment/grafana/dashboards/portal-ledger.json")));
  }

  private static List<String> expressions(JsonNode dashboard) {
    return dashboard.findValues("expr").stream().map(JsonNode::asString).toList();
  }

  @SuppressWarnings("unchecked") // as rules of Prometheus are written
  private static List<Alert> alerts() throws IOException {
    Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(ALERTS));
    return file.get("groups").stream()
        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
        .map(
            rule ->
                new Alert(
                    (String) rule.get("alert"),
                    (String) rule.get("expr"),
                    ((Map<String, String>) rule.get("annotations")).get("runbook")))
        .toList();
  }
}
