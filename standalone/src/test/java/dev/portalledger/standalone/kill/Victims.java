package dev.portalledger.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.database.EmbeddedPostgres;
import dev.portalledger.standalone.machine.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL and a process that records events in it, to be killed and started again. */
final class Victims implements AutoCloseable {

  static final int ACKNOWLEDGED_BETWEEN = 500;
  private static final int PATIENCE_SECONDS = 120;

  /** What the process said it recorded. */
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final List<String> settings;
  private final Semaphore progress = new Semaphore(0);
  private EmbeddedPostgres database;
  private @Nullable Process writer;

  /**
   * @param settings for the process, each a {@code --name=value}
   */
  Victims(Path folder, String... settings) {
    this.folder = folder;
    this.settings = List.of(settings);
    this.database = EmbeddedPostgres.start(folder, Ports.nextFree(22_500));
  }

  /**
   * @param more settings, for this one only
   */
  void startWriter(String... more) throws IOException {
    writer = launch(more);
  }

  void killWriter() {
    if (writer != null) {
      writer.destroyForcibly().onExit().join();
    }
  }

  void awaitProgress() throws InterruptedException {
    progress.drainPermits();
    assertThat(progress.tryAcquire(ACKNOWLEDGED_BETWEEN, PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("it goes on recording")
        .isTrue();
  }

  /** All its processes at once, so that none can write a last page; and started again. */
  void killDatabase() throws IOException {
    var pid = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst().strip();
    var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    var all = new ArrayList<>(postmaster.descendants().toList());
    all.add(postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    database = EmbeddedPostgres.start(folder, database.port());
  }

  private Process launch(String... more) throws IOException {
    var process =
        new ProcessBuilder(
                Stream.of(command(), settings, List.of(more)).flatMap(List::stream).toList())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofPlatform().daemon().start(() -> listen(process));
    return process;
  }

  private List<String> command() {
    return List.of(
        ProcessHandle.current().info().command().orElseThrow(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        EventWriter.class.getName(),
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.username(),
        "--spring.datasource.password=" + database.password(),
        "--ledger.database.owner-username=" + database.ownerUsername(),
        "--ledger.database.owner-password=" + database.ownerPassword());
  }

  private void listen(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.length() == 36) { // a line that was cut off by the kill says nothing
          acknowledged.add(line);
          progress.release();
        }
      }
    } catch (IOException _) {
      // killed
    }
  }

  /** Looks again until it is so. */
  void until(BooleanSupplier so) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it comes to be so").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  JdbcTemplate db() {
    return as(database.username(), database.password());
  }

  JdbcTemplate dbAsOwner() {
    return as(database.ownerUsername(), database.ownerPassword());
  }

  private JdbcTemplate as(String username, String password) {
    return new JdbcTemplate(new DriverManagerDataSource(database.url(), username, password));
  }

  @Override
  public void close() {
    killWriter();
    database.close();
  }
}
