package dev.portalledger.standalone.journey;

import dev.portalledger.standalone.Place;
import dev.portalledger.standalone.machine.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product as a process of its own, so that it can be killed. */
final class ProductProcess implements Place, AutoCloseable {

  private static final int FIRST_PORT = 21_080;

  private final Path folder;
  private final int port;
  private final int sandboxPort;
  private final int databasePort;
  private Process process;

  private ProductProcess(Path folder) throws IOException {
    this.folder = folder;
    port = Ports.nextFree(FIRST_PORT);
    sandboxPort = Ports.nextFree(port + 1);
    databasePort = Ports.nextFree(sandboxPort + 1);
    process = launch();
  }

  /** Returns once it says that it is ready. */
  static ProductProcess start(Path folder) throws IOException {
    var started = new ProductProcess(folder);
    started.awaitReady();
    return started;
  }

  /** No goodbye, no shutdown hook: what is not on disk is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  void startAgain() throws IOException {
    process = launch();
    awaitReady();
  }

  @Override
  public String url() {
    return "http://localhost:" + port;
  }

  @Override
  public String sandboxUrl() {
    return "http://localhost:" + sandboxPort;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    process.destroy();
    if (process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join().isAlive()) {
      process.destroyForcibly();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.portalledger.standalone.Standalone",
                "--port",
                Integer.toString(port),
                "--sandbox-port",
                Integer.toString(sandboxPort),
                "--database-port",
                Integer.toString(databasePort),
                "--folder",
                folder.toString()))
        .redirectErrorStream(true)
        .start();
  }

  /** The first screen ends the start; whatever else it prints first is told if it never comes. */
  private void awaitReady() throws IOException {
    var said = new StringBuilder();
    var lines =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains(url())) {
        return;
      }
    }
    throw new AssertionError("never got ready:\n" + said);
  }
}
