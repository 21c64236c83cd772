package dev.portalledger.query.sealing;

import dev.portalledger.eventstore.axonserver.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A signer as it is deployed: a process of its own, with the signer's login and nothing more. */
final class SignerProcess implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int healthPort;

  private SignerProcess(Process process, int healthPort) {
    this.process = process;
    this.healthPort = healthPort;
  }

  static SignerProcess start(String database, Path folder) {
    int port = LoopbackPort.free();
    var process =
        run(
            database,
            folder,
            List.of("--ledger.sealing.health-port=" + port, "--ledger.metrics.every=50ms"));
    return new SignerProcess(process, port);
  }

  /** Returns what it ended with. */
  static int fork(String database, Path folder, String organization, String reason) {
    try {
      return run(database, folder, List.of("fork", organization, reason)).waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Process run(String database, Path folder, List<String> more) {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    line.add("dev.portalledger.query.sealing.SignerApplication");
    line.addAll(more);
    line.addAll(
        List.of(
            "--spring.datasource.url=" + database,
            "--spring.datasource.username=signer",
            "--spring.datasource.password=signer",
            "--ledger.sealing.name=ledger.test",
            "--ledger.sealing.signer-folder=" + folder));
    try {
      var log = Files.createTempFile(folder, "signer", ".log").toFile();
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> health() {
    return asked("/health");
  }

  HttpResponse<String> figures() {
    return asked("/actuator/prometheus");
  }

  /** As Prometheus is told it now; unknown if it is not told at all. */
  double figure(String name) {
    return figures()
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  private HttpResponse<String> asked(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + healthPort + path)).build();
    while (true) {
      try {
        return HTTP.send(request, BodyHandlers.ofString());
      } catch (ConnectException notYet) {
        if (!process.isAlive()) {
          throw new AssertionError("the signer ended with " + process.exitValue(), notYet);
        }
        pause();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  static void await(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + what);
      }
      pause();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
  }

  /** As a machine that loses power. */
  void kill() {
    process.destroyForcibly();
    ended();
  }

  @Override
  public void close() {
    process.destroy();
    ended();
  }

  private void ended() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
