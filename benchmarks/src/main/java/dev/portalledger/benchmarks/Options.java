package dev.portalledger.benchmarks;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What can be said on the command line. */
@Command(name = "benchmarks", sortOptions = false, showDefaultValues = true)
final class Options {

  @Option(
      names = "--only",
      split = ",",
      description = "Sections to run: append, connect, lag, reads, replay, start.")
  List<SectionName> only = List.of(SectionName.values());

  @Option(names = "--rounds", description = "How often each contender has its turn.")
  int rounds = 5;

  @Option(names = "--quick", description = "Tiny sizes: shows that it runs, measures nothing.")
  boolean quick;

  @Option(names = "--jfr", description = "Write a flight recording of each section as well.")
  boolean jfr;

  @Option(names = "--results", description = "Folder of results.json and results.svg.")
  @Nullable Path results;

  @Option(names = "--jvm", description = "JVM options of the standalone in the section start.")
  String jvm = System.getProperty("standalone.jvm", "--enable-native-access=ALL-UNNAMED");

  @Option(names = "--help", usageHelp = true, description = "Show this and end.")
  boolean help;

  Sizes sizes() {
    return quick ? Sizes.QUICK : Sizes.FULL;
  }

  /** Figures of a quick or partial run are no results. */
  boolean counts() {
    return !quick && only.size() == SectionName.values().length;
  }

  Path folder() {
    return results != null ? results : Path.of(counts() ? "results" : "target/results");
  }
}
