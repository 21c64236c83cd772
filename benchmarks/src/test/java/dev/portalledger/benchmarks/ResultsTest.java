package dev.portalledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResultsTest {

  private static final Machine MACHINE =
      new Machine("2026-11-25", "abc1234", "a processor", 2, "24 GiB", "Linux", "25", "18.6");

  @Test
  void the_median_of_ratios_is_of_the_same_rounds() {
    var ratio =
        new Series(List.of(10.0, 20.0, 90.0)).dividedBy(new Series(List.of(10.0, 40.0, 30.0)));
    assertThat(ratio.rounds()).containsExactly(1.0, 0.5, 3.0);
    assertThat(ratio.median()).isEqualTo(1.0);
    assertThat(new Series(List.of(1.0, 2.0, 4.0, 8.0)).median()).isEqualTo(3.0);
  }

  @Test
  void a_target_is_reached_from_its_own_side() {
    assertThat(row(1.2, Target.atLeast(1.0)).verdict()).isEqualTo("reached");
    assertThat(row(0.9, Target.atLeast(1.0)).verdict()).isEqualTo("missed");
    assertThat(row(0.9, Target.atMost(1.0)).verdict()).isEqualTo("reached");
    assertThat(row(1.2, Target.atMost(1.0)).verdict()).isEqualTo("missed");
  }

  @Test
  void the_table_takes_the_place_of_the_one_before_and_of_nothing_else(@TempDir Path folder)
      throws IOException {
    var readme = folder.resolve("README.md");
    Files.writeString(
        readme,
        "before\n<!-- results -->\nold\n<!-- /results -->\nafter\n<!-- compliance -->\nas it was\n<!-- /compliance -->\n");
    new Results(MACHINE, List.of(row(1.2, Target.atLeast(1.0)))).putInto(readme, Results.SPEED);
    assertThat(readme)
        .content()
        .startsWith("before\n<!-- results -->\n2026-11-25, commit abc1234")
        .contains("| append | ours ÷ raw | 1.20 × | one run | ≥ 1.00 × | reached |\n")
        .doesNotContain("old")
        .endsWith(
            "<!-- /results -->\nafter\n<!-- compliance -->\nas it was\n<!-- /compliance -->\n");
  }

  @Test
  void compliance_has_a_table_of_its_own() {
    var both = new Results(MACHINE, List.of(row("append"), row("compliance"), row("start")));

    assertThat(both.of(true).rows()).extracting(Row::section).containsExactly("compliance");
    assertThat(both.of(false).rows()).extracting(Row::section).containsExactly("append", "start");
  }

  @Test
  void only_what_was_measured_whole_counts() {
    assertThat(options().speedCounts()).isTrue();
    assertThat(options().complianceCounts()).isTrue();
    assertThat(options("--only=append").speedCounts()).isFalse();
    assertThat(options("--only=append,connect,lag,reads,replay,start").speedCounts()).isTrue();
    assertThat(options("--quick").speedCounts()).isFalse();
    assertThat(options("--quick").complianceCounts()).isFalse();
    assertThat(options("--only=compliance").complianceCounts()).isTrue();
    assertThat(options("--events=100000").complianceCounts()).isFalse();
  }

  private static Options options(String... words) {
    var options = new Options();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
    return options;
  }

  private static Row row(String section) {
    return new Row(section, "ours", Series.once(1), Unit.RATIO, null);
  }

  @Test
  void the_picture_escapes_what_it_is_told() {
    var what = new Row("append", "a < b & c", Series.once(2), Unit.RATIO, Target.atLeast(1));
    assertThat(new Picture(new Results(MACHINE, List.of(what))).svg())
        .contains("a &lt; b &amp; c")
        .doesNotContain("a < b");
  }

  private static Row row(double figure, Target target) {
    return new Row("append", "ours ÷ raw", Series.once(figure), Unit.RATIO, target);
  }
}
