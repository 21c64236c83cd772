package dev.portalledger.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class OrphanTest {

  private static final int PORT = 21_300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path temp;
  @TempDir Path empty;

  @Test
  void a_database_left_by_a_killed_start_is_taken_over_with_all_it_acknowledged() throws Exception {
    var folder = temp.resolve("database");
    var orphan = orphanOf(folder);
    assertThat(orphan)
        .as("it outlives the process that started it")
        .matches(ProcessHandle::isAlive);

    try (var database = EmbeddedPostgres.start(folder, PORT)) {
      assertThat(orphan.onExit()).succeedsWithin(PATIENCE);
      assertThat(
              client(database)
                  .sql("select word from public.acknowledged")
                  .query(String.class)
                  .list())
          .containsExactly("yes");
    }
  }

  @Test
  void a_database_left_by_a_killed_start_is_stopped_before_its_data_is_deleted() throws Exception {
    var folder = temp.resolve("database");
    var orphan = orphanOf(folder);
    EmbeddedPostgres.stopOrphan(folder);
    assertThat(orphan.onExit()).succeedsWithin(PATIENCE);
  }

  @Test
  void another_program_with_the_number_of_a_dead_database_is_left_alone() throws Exception {
    var cluster = PrivateFiles.folder(empty.resolve("cluster"));
    var pidFile = cluster.resolve("postmaster.pid");
    var bystander = new ProcessBuilder("sleep", "60").start();
    try {
      PrivateFiles.write(pidFile, bystander.pid() + "\n" + cluster + "\n");
      EmbeddedPostgres.stopOrphan(empty);
      assertThat(bystander.isAlive()).isTrue();
      assertThat(pidFile).doesNotExist();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void a_database_of_another_folder_is_not_ours() {
    var somebody = new Postmaster(Optional.of(ProcessHandle.current()));
    assertThat(somebody.servesOn(empty)).isFalse();
  }

  /** Starts a database from a process of its own and kills that process. */
  private static ProcessHandle orphanOf(Path folder) throws IOException, InterruptedException {
    var parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledStart.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(parent.inputReader().readLine()).isEqualTo("acknowledged");
    parent.destroyForcibly();
    assertThat(parent.waitFor(10, TimeUnit.SECONDS)).isTrue();
    var pid = Files.readAllLines(folder.resolve("cluster").resolve("postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static JdbcClient client(EmbeddedPostgres database) {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.url(), database.ownerUsername(), database.ownerPassword()));
  }

  /** Commits a row, says so, and waits to be killed. */
  static final class KilledStart {

    public static void main(String[] args) throws IOException {
      var database = EmbeddedPostgres.start(Path.of(args[0]), PORT);
      client(database)
          .sql("create table if not exists public.acknowledged as select 'yes' as word")
          .update();
      System.out.println("acknowledged");
      System.in.read();
    }

    private KilledStart() {}
  }
}
