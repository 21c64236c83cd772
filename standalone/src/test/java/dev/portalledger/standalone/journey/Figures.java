package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus would be told now. */
record Figures(String text) {

  private static final Pattern LINE =
      Pattern.compile("(?m)^([a-z_][a-z0-9_]*)(?:\\{(.*)})? ([^ \n]+)$");
  private static final Pattern TAG = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line of it. */
  record Figure(String name, Map<String, String> tags, double value) {}

  static Figures now() {
    var operator = new People(World.get()).bearer("", "OPERATOR", "operator");
    var answer =
        operator.send(
            "GET",
            operator.product.resolve("/actuator/prometheus"),
            Map.of("Accept", "text/plain"),
            null);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new Figures(answer.body());
  }

  List<Figure> all() {
    return LINE.matcher(text)
        .results()
        .map(
            line ->
                new Figure(
                    line.group(1),
                    tags(line.group(2) == null ? "" : line.group(2)),
                    value(line.group(3))))
        .toList();
  }

  /** All of it but the values, which may have any digits by chance. */
  String words() {
    return text.replaceAll("(?m)^([^#].*) [^ ]+$", "$1");
  }

  Set<String> names() {
    return all().stream().map(Figure::name).collect(Collectors.toSet());
  }

  /** Of all lines of the name that have these tags, together; 0 if there is none. */
  double sum(String name, Map<String, String> tags) {
    return all().stream()
        .filter(figure -> figure.name().equals(name))
        .filter(figure -> figure.tags().entrySet().containsAll(tags.entrySet()))
        .mapToDouble(Figure::value)
        .sum();
  }

  private static Map<String, String> tags(String text) {
    return TAG.matcher(text)
        .results()
        .collect(Collectors.toMap(tag -> tag.group(1), tag -> tag.group(2)));
  }

  private static double value(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf" -> Double.POSITIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
