package dev.portalledger.benchmarks;

import dev.portalledger.standalone.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

/** Runs the sections one after the other on one embedded PostgreSQL and prints one table. */
public final class Benchmarks implements AutoCloseable {

  private static final int DATABASE_PORT = 25_432;

  private final Options options;
  private final Path data;
  private String postgresql = "not asked";
  private @Nullable Ground ground;

  private Benchmarks(Options options, Path data) {
    this.options = options;
    this.data = data;
  }

  public static void main(String[] args) throws Exception {
    var options = new Options();
    var line = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
    line.parseArgs(args);
    if (options.help) {
      line.usage(System.out);
      return;
    }
    var results = run(options);
    System.out.println(results.table());
    keep(results.of(false), Results.SPEED, options, options.speedCounts());
    keep(results.of(true), Results.COMPLIANCE, options, options.complianceCounts());
    System.exit(0);
  }

  /** Figures of a quick or partial run are no results. */
  private static void keep(Results results, String name, Options options, boolean counts)
      throws IOException {
    if (!results.rows().isEmpty()) {
      results.writeTo(options.folder(counts), name);
      if (counts) {
        results.putInto(Path.of("README.md"), name);
      }
    }
  }

  static Results run(Options options) throws Exception {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    var data = Files.createDirectories(Path.of("target")).resolve("benchmark-data");
    FileSystemUtils.deleteRecursively(data);
    var rows = new ArrayList<Row>();
    try (var benchmarks = new Benchmarks(options, data)) {
      for (var section : options.only.stream().sorted().toList()) {
        Progress.say(section + " …");
        rows.addAll(benchmarks.measure(section));
      }
      return new Results(Machine.here(benchmarks.postgresql), rows);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private List<Row> measure(SectionName section) throws Exception {
    if (!options.jfr) {
      return rows(section);
    }
    try (var recording = new Recording(Configuration.getConfiguration("profile"))) {
      recording.start();
      var rows = rows(section);
      recording.dump(Files.createDirectories(options.folder(false)).resolve(section + ".jfr"));
      return rows;
    }
  }

  private List<Row> rows(SectionName section) throws Exception {
    var sizes = options.sizes();
    var rounds = new Rounds(options.rounds);
    return switch (section) {
      case APPEND -> append(sizes, rounds);
      case CONNECT -> new Connect(sizes, rounds, ground()).measure();
      case LAG -> new Lag(sizes, rounds, ground()).measure();
      case READS -> new Reads(sizes, rounds, ground()).measure();
      case REPLAY -> new Replay(sizes, rounds, ground()).measure();
      case START -> start(sizes, rounds);
      case COMPLIANCE -> compliance(sizes);
    };
  }

  /** A server of its own: its many events are nothing the product should have to read. */
  private List<Row> append(Sizes sizes, Rounds rounds) throws Exception {
    try (var server = EmbeddedPostgres.start(data.resolve("append"), DATABASE_PORT)) {
      var database = Database.of(server);
      postgresql = database.text("show server_version");
      return new Append(sizes, rounds, database).measure();
    }
  }

  private List<Row> start(Sizes sizes, Rounds rounds) throws Exception {
    var jvm = List.of(options.jvm.strip().split("\\s+"));
    var cache = data.resolve("standalone.aot").toAbsolutePath();
    return new Start(sizes, rounds, ground(), jvm, cache).measure();
  }

  /** On a ground of its own: what lies on the other one would be history that nobody asks about. */
  private List<Row> compliance(Sizes sizes) throws Exception {
    close();
    try (var own = new Ground(data.resolve("compliance"))) {
      postgresql = own.database().text("show server_version");
      return new Compliance(sizes, options.events(), own, data).measure();
    }
  }

  private Ground ground() throws Exception {
    var running = ground;
    if (running == null) {
      running = new Ground(data.resolve("product"));
      postgresql = running.database().text("show server_version");
      ground = running;
    }
    return running;
  }

  @Override
  public void close() {
    if (ground != null) {
      ground.close();
      ground = null;
    }
  }
}
