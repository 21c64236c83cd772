package dev.portalledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BenchmarksTest {

  @Test
  void every_section_measures_each_of_its_targets(@TempDir Path folder) throws Exception {
    var options = new Options();
    options.quick = true;
    options.rounds = 1;

    var results = Benchmarks.run(options);

    assertThat(results.rows())
        .extracting(Row::section)
        .contains(
            Arrays.stream(SectionName.values()).map(SectionName::toString).toArray(String[]::new));
    assertThat(results.rows())
        .allSatisfy(
            row -> assertThat(row.figure().median()).as(row.what()).isFinite().isPositive());
    assertThat(results.rows())
        .extracting(row -> row.section() + ": " + row.what())
        .doesNotHaveDuplicates()
        .contains(
            "append: 32 callers: Portal Ledger's store ÷ raw transaction",
            "append: 32 callers: Portal Ledger's store ÷ raw autocommit",
            "connect: connect command ÷ raw transaction of connect's rows",
            "connect: Remove over REST ÷ raw transaction of Remove's rows",
            "connect: others' p99, one ÷ many",
            "lag: this node wrote: p99",
            "lag: another node wrote: p99",
            "replay: live pooled processor ÷ raw",
            "start: ready, plain",
            "compliance: sealed at 100 events/s: p99",
            "compliance: as of a past moment: list, 1,000 portals in one organization: p99",
            "compliance: as of a past moment: account, 1,000 portals in 10: p99",
            "compliance: one person erased among 1,000 events and 100 people",
            "compliance: bundle of 1,000 events: heap beyond what was used before",
            "compliance: 1,000 events verified",
            "compliance: replay job of 1,000 events: read");

    results.of(false).writeTo(folder, Results.SPEED);
    results.of(true).writeTo(folder, Results.COMPLIANCE);
    assertThat(rows(folder.resolve("results.json")) + rows(folder.resolve("compliance.json")))
        .isEqualTo(results.rows().size());
    assertThat(Files.readString(folder.resolve("results.svg"))).contains("reached", "missed");
    assertThat(Files.readString(folder.resolve("compliance.svg"))).contains("reached");
  }

  private static int rows(Path json) {
    return JsonMapper.shared().readTree(json.toFile()).get("rows").size();
  }
}
