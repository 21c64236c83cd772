package dev.portalledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Files.writeString(readme, "before\n<!-- results -->\nold\n<!-- /results -->\nafter\n");
    new Results(MACHINE, List.of(row(1.2, Target.atLeast(1.0)))).putInto(readme);
    assertThat(readme)
        .content()
        .startsWith("before\n<!-- results -->\n2026-11-25, commit abc1234")
        .contains("| append | ours ÷ raw | 1.20 × | one run | ≥ 1.00 × | reached |\n")
        .doesNotContain("old")
        .endsWith("<!-- /results -->\nafter\n");
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
