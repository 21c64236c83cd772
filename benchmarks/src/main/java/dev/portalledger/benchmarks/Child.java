package dev.portalledger.benchmarks;

import dev.portalledger.standalone.Standalone;
import dev.portalledger.standalone.StandaloneOptions;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The standalone as a process of its own. */
final class Child implements AutoCloseable {

  /** What only the benchmarks bring; with it Axon and Spring would set up more than the product. */
  private static final Pattern NOT_THE_PRODUCTS =
      Pattern.compile(
          ".*/(benchmarks/target/.*|(hibernate-core|jakarta.persistence|spring-orm)-.*)");

  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final double secondsToReady;

  private Child(Process process, double secondsToReady) {
    this.process = process;
    this.secondsToReady = secondsToReady;
  }

  /** Returns once it prints its first screen, which it does when it answers. */
  static Child start(List<String> jvmOptions, StandaloneOptions options) throws IOException {
    long from = System.nanoTime();
    var process =
        new ProcessBuilder(command(jvmOptions, options)).redirectErrorStream(true).start();
    var output = process.inputReader();
    awaitReady(output, options.url());
    double seconds = (System.nanoTime() - from) / 1e9;
    var _ = Thread.startVirtualThread(() -> swallow(output));
    return new Child(process, seconds);
  }

  /** Starts and stops; the JVM writes down what it has learnt. Tells whether it did. */
  static boolean rehearse(List<String> jvmOptions, StandaloneOptions options)
      throws IOException, InterruptedException {
    var command = command(jvmOptions, options);
    command.add("--rehearse");
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    swallow(process.inputReader());
    return process.waitFor() == 0;
  }

  private static List<String> command(List<String> jvmOptions, StandaloneOptions options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(
        List.of(
            "-cp",
            classPath().collect(Collectors.joining(File.pathSeparator)),
            Standalone.class.getName(),
            "--port=" + options.port(),
            "--sandbox-port=" + options.sandboxPort(),
            "--database-port=" + options.databasePort(),
            "--folder=" + options.folder()));
    return command;
  }

  /** The JVM keeps classes of jars only. */
  static boolean canBeCached() {
    return classPath().noneMatch(entry -> Files.isDirectory(Path.of(entry)));
  }

  private static Stream<String> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !NOT_THE_PRODUCTS.matcher(entry).matches());
  }

  private static void awaitReady(BufferedReader output, String url) throws IOException {
    var said = new StringBuilder();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.contains(url)) {
        return;
      }
    }
    throw new IllegalStateException("the standalone did not start:\n" + said);
  }

  private static void swallow(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException _) {
      // It has ended.
    }
  }

  double secondsToReady() {
    return secondsToReady;
  }

  /** Resident memory of its JVM, as Linux counts it. */
  double megabytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow()
          / 1024.0;
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (process
        .onExit()
        .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join()
        .isAlive()) {
      process.destroyForcibly();
    }
  }
}
