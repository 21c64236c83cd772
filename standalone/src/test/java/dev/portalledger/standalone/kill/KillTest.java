package dev.portalledger.standalone.kill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.database.EmbeddedPostgres;
import dev.portalledger.standalone.machine.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** kill -9 during load, twelve times, of PostgreSQL and of the process that records in turn. */
class KillTest {

  private static final int KILLS = 12;
  private static final int ACKNOWLEDGED_BETWEEN = 500;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path folder;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Semaphore progress = new Semaphore(0);
  private EmbeddedPostgres database;
  private @Nullable Process writer;

  @BeforeEach
  void start() {
    database = EmbeddedPostgres.start(folder, Ports.nextFree(22_500));
  }

  @AfterEach
  void stop() {
    killWriter();
    database.close();
  }

  @Test
  @DisplayName("R1, R24: killed in turn, nothing acknowledged is lost and positions have no hole")
  void nothing_acknowledged_is_lost_and_positions_have_no_hole() throws Exception {
    killInTurn("--deaf=false");

    assertThat(lost()).isEmpty();
    assertThat(acknowledged).hasSizeGreaterThan(KILLS * ACKNOWLEDGED_BETWEEN);
    assertPositionsAreInCommitOrder();
  }

  /** The test has teeth: who does not wait for the disk loses what was acknowledged. */
  @Test
  void with_synchronous_commit_off_something_acknowledged_is_lost() throws Exception {
    killInTurn("--deaf=true");

    assertThat(lost()).isNotEmpty();
  }

  private void killInTurn(String deaf) throws Exception {
    writer = launch(deaf);
    for (int kill = 0; kill < KILLS; kill++) {
      awaitProgress();
      if (kill % 2 == 0) {
        killDatabase();
        database = EmbeddedPostgres.start(folder, database.port());
      } else {
        killWriter();
        writer = launch(deaf);
      }
    }
    awaitProgress();
    killWriter();
  }

  private void killWriter() {
    if (writer != null) {
      writer.destroyForcibly().onExit().join();
    }
  }

  private void awaitProgress() throws InterruptedException {
    progress.drainPermits();
    assertThat(progress.tryAcquire(ACKNOWLEDGED_BETWEEN, PATIENCE_SECONDS, TimeUnit.SECONDS))
        .as("it goes on recording")
        .isTrue();
  }

  /** All its processes at once, so that none can write a last page. */
  private void killDatabase() throws IOException {
    var pid = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst().strip();
    var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    var all = new ArrayList<>(postmaster.descendants().toList());
    all.add(postmaster);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private Process launch(String deaf) throws IOException {
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EventWriter.class.getName(),
                deaf,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--ledger.database.owner-username=" + database.ownerUsername(),
                "--ledger.database.owner-password=" + database.ownerPassword())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofPlatform().daemon().start(() -> listen(process));
    return process;
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

  private Set<String> lost() {
    var lost = new HashSet<>(acknowledged);
    db().queryForList("select aggregate_identifier from events.event", String.class)
        .forEach(lost::remove);
    return lost;
  }

  private void assertPositionsAreInCommitOrder() {
    long given =
        requireNonNull(
            db().queryForObject("select count(*) from events.event_position", Long.class));
    assertThat(given).isGreaterThan(KILLS);
    assertThat(
            db().queryForList(
                    "select position from events.event_position order by position", Long.class))
        .isEqualTo(LongStream.rangeClosed(1, given).boxed().toList());
    assertThat(
            db().queryForList(
                    "select global_index from events.event_position order by position", Long.class))
        .isEqualTo(
            db().queryForList(
                    "select global_index from events.event order by txid, global_index limit ?",
                    Long.class,
                    given));
  }

  private JdbcTemplate db() {
    return new JdbcTemplate(
        new DriverManagerDataSource(database.url(), database.username(), database.password()));
  }
}
