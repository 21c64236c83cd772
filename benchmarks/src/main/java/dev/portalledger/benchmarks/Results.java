package dev.portalledger.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One run's table, as text, JSON, Markdown and picture. */
record Results(Machine machine, List<Row> rows) {

  /** Names the files of one table, and its place in the page. */
  static final String SPEED = "results";

  static final String COMPLIANCE = "compliance";

  /** Of sections that answer auditors, or of those that do not. */
  Results of(boolean compliance) {
    var name = SectionName.COMPLIANCE.toString();
    return new Results(
        machine, rows.stream().filter(row -> row.section().equals(name) == compliance).toList());
  }

  String table() {
    return rows.stream()
        .map(
            row ->
                "%-10s %-62s %14s  %-22s %-12s %s"
                    .formatted(
                        row.section(),
                        row.what(),
                        row.value(),
                        row.noise(),
                        row.goal(),
                        row.verdict())
                    .stripTrailing())
        .collect(Collectors.joining("\n", machine.text() + "\n\n", "\n"));
  }

  void writeTo(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".json"), json() + "\n");
    Files.writeString(folder.resolve(name + ".svg"), new Picture(this).svg());
  }

  /** Replaces what stands between the markers; the text around them is written by hand. */
  void putInto(Path readme, String name) throws IOException {
    var text = Files.readString(readme);
    var mark = "<!-- %s -->".formatted(name);
    int begin = text.indexOf(mark) + mark.length();
    int end = text.indexOf("<!-- /%s -->".formatted(name));
    if (begin < mark.length() || end < begin) {
      throw new IllegalStateException(readme + " has no place for results");
    }
    Files.writeString(
        readme, text.substring(0, begin) + "\n" + markdown() + "\n" + text.substring(end));
  }

  private String markdown() {
    return rows.stream()
        .map(
            row ->
                "| %s | %s | %s | %s | %s | %s |"
                    .formatted(
                        row.section(),
                        row.what(),
                        row.value(),
                        row.noise(),
                        row.goal(),
                        row.verdict()))
        .collect(
            Collectors.joining(
                "\n",
                machine.text()
                    + "\n\n| section | what | median | noise | target | |\n|---|---|--:|---|---|---|\n",
                "\n"));
  }

  private String json() {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(
            Map.of("machine", machine, "rows", rows.stream().map(Results::json).toList()));
  }

  private static Map<String, @Nullable Object> json(Row row) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    var target = row.target();
    json.put("section", row.section());
    json.put("what", row.what());
    json.put("unit", row.unit());
    json.put("median", row.figure().median());
    json.put("rounds", row.figure().rounds());
    json.put("target", target == null ? null : row.goal());
    json.put("reached", target == null ? null : target.reachedBy(row.figure().median()));
    return json;
  }
}
