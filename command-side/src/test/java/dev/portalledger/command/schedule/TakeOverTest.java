package dev.portalledger.command.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A task that a node had begun when it died, froze or was told to end is begun by another. */
class TakeOverTest {

  private static final int PATIENCE_SECONDS = 120;

  @BeforeEach
  @AfterEach
  void nothing_scheduled() {
    CommandDatabase.asOwner().sql("delete from command.scheduled_tasks").update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "STOP", "TERM"})
  @DisplayName(
      "R24: the node at work is killed, frozen or ended in the middle of a task; another goes on")
  void another_takes_over(String signal) throws Exception {
    var holder = holder();
    var taken = new CountDownLatch(1);
    try {
      awaitBegun(holder);
      try (var _ = TaskHolder.start(taken::countDown, settings().toArray(String[]::new))) {
        send(signal, holder);
        long began = System.nanoTime();

        assertThat(taken.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
            "failover of a task (%s): %,d ms%n", signal, (System.nanoTime() - began) / 1_000_000);
      }
    } finally {
      holder.destroyForcibly().onExit().join();
    }
  }

  private static List<String> settings() {
    return List.of(
        "--spring.datasource.url=" + CommandDatabase.url(),
        "--spring.datasource.username=ledger",
        "--spring.datasource.password=ledger");
  }

  private static Process holder() throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    line.add(TaskHolder.class.getName());
    line.addAll(settings());
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private static void awaitBegun(Process holder) throws IOException {
    var said = new StringBuilder();
    var lines = holder.inputReader(StandardCharsets.UTF_8);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.equals(TaskHolder.BEGUN)) {
        return;
      }
    }
    throw new AssertionError("it never began:\n" + said);
  }

  private static void send(String signal, Process process)
      throws IOException, InterruptedException {
    var sent = new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
    assertThat(sent).isZero();
  }
}
