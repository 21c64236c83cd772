package dev.portalledger.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Where and when a run took place, and of which commit. */
record Machine(
    String date,
    String commit,
    String processor,
    int cores,
    String memory,
    String system,
    String jvm,
    String postgresql) {

  static Machine here(String postgresql) {
    return new Machine(
        LocalDate.now(ZoneOffset.UTC).toString(),
        head(),
        proc("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        totalMemory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor") + " " + Runtime.version(),
        postgresql);
  }

  String text() {
    return """
        %s, commit %s, %s (%d cores), %s memory, %s, Java %s, PostgreSQL %s"""
        .formatted(date, commit, processor, cores, memory, system, jvm, postgresql);
  }

  private static String totalMemory() {
    var bean = ManagementFactory.getOperatingSystemMXBean();
    return bean instanceof com.sun.management.OperatingSystemMXBean system
        ? "%.0f GiB".formatted(system.getTotalMemorySize() / (double) (1L << 30))
        : "unknown";
  }

  /** Changes that are in no commit make it another program. */
  private static String head() {
    return git("rev-parse", "--short", "HEAD")
        + (git("status", "--porcelain", "--", "*.java", "*.sql", "*.xml").isEmpty()
            ? ""
            : " with changes");
  }

  private static String git(String... arguments) {
    try {
      var command = new ArrayList<>(List.of("git"));
      command.addAll(List.of(arguments));
      var git = new ProcessBuilder(command).start();
      var said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "unknown";
    } catch (IOException _) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }

  private static String proc(String file, String key) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }
}
