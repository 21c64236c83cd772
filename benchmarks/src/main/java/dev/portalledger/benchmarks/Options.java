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
      description = "Sections to run: append, connect, lag, reads, replay, start, compliance.")
  List<SectionName> only = List.of(SectionName.values());

  @Option(names = "--rounds", description = "How often each contender has its turn.")
  int rounds = 5;

  @Option(names = "--quick", description = "Tiny sizes: shows that it runs, measures nothing.")
  boolean quick;

  @Option(
      names = "--events",
      description =
          "How many events, and portals of a past day, compliance is about; 1,000 if quick.")
  int events = Sizes.COMPLIANCE;

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

  int events() {
    return quick ? Sizes.QUICK.replay() : events;
  }

  /** The others share what they find on the way, so they count together or not at all. */
  boolean speedCounts() {
    return !quick && only.containsAll(SectionName.OF_SPEED);
  }

  boolean complianceCounts() {
    return !quick && events == Sizes.COMPLIANCE;
  }

  Path folder(boolean counts) {
    return results != null ? results : Path.of(counts ? "results" : "target/results");
  }
}
