package dev.portalledger.benchmarks;

import dev.portalledger.standalone.database.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Runs all sections one after the other and prints one table. */
public final class Benchmarks {

  public static void main(String[] args) throws Exception {
    var options = new Options();
    new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    var folder = Files.createTempDirectory("bench");
    try (var pg = EmbeddedPostgres.start(folder.resolve("database"), 25432)) {
      for (var row : new Append(options.sizes(), new Rounds(options.rounds), Database.of(pg)).measure())
        System.out.printf("%-10s %-60s %15s  %20s %10s %s%n", row.section(), row.what(), row.value(), row.noise(), row.goal(), row.verdict());
    }
    System.exit(0);
  }

  private Benchmarks() {}
}
