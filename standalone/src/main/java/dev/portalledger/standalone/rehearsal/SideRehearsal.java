package dev.portalledger.standalone.rehearsal;

import dev.portalledger.standalone.database.EmbeddedPostgres;
import dev.portalledger.standalone.keys.Keys;
import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.Ports;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The start of a command side or a query side for its JVM to watch, with a database and keys that
 * are thrown away afterwards: once when an image is built, so that every node of it starts fast.
 *
 * @param app the side's jar; the cache is good for this very file, of this time, and what it needs
 * @param folder for all that is thrown away
 */
public record SideRehearsal(Path app, Path folder) {

  /** It would name each class that it leaves out. */
  private static final String QUIET = "-Xlog:aot*=error,cds*=error";

  private static final int FIRST_PORT = 28_180;
  private static final int PATIENCE_MINUTES = 5;

  /** Writes the cache whole, or says why there is none. */
  public void write(Path cache) {
    var data = PrivateFiles.folder(folder);
    Keys.makeMissing(PrivateFiles.folder(data.resolve("keys")));
    try (var database = EmbeddedPostgres.start(data.resolve("database"), FIRST_PORT)) {
      int port = Ports.nextFree(database.port() + 1);
      var side = started(cache, settings(database, port));
      try {
        awaitReady(side, port);
      } finally {
        stop(side);
      }
    } finally {
      PrivateFiles.delete(data);
    }
    if (Files.notExists(cache)) {
      throw new CannotStart("The JVM wrote no cache; what it said is above.");
    }
  }

  private Process started(Path cache, Map<String, String> settings) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-XX:AOTCacheOutput=" + cache, QUIET, "-jar", app.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(settings);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One set for either side, which takes what it knows. Nobody answers at its addresses. */
  private Map<String, String> settings(EmbeddedPostgres database, int port) {
    var settings =
        new HashMap<>(
            Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", database.username(),
                "SPRING_DATASOURCE_PASSWORD", database.password(),
                "LEDGER_DATABASE_OWNER_USERNAME", database.ownerUsername(),
                "LEDGER_DATABASE_OWNER_PASSWORD", database.ownerPassword(),
                "LEDGER_KEYS_FOLDER", folder.resolve("keys").toString(),
                "LEDGER_SEALING_NAME", "rehearsal",
                "SERVER_PORT", "" + port,
                "MANAGEMENT_SERVER_PORT", "" + Ports.nextFree(port + 1),
                "SERVER_ADDRESS", "127.0.0.1"));
    var nobody = "http://127.0.0.1:" + Ports.nextFree(port + 2);
    for (var address :
        List.of("PUBLIC_URL", "SIGN_IN_ISSUER", "HUBSPOT_AUTHORIZE_URL", "HUBSPOT_API_URL")) {
      settings.put("LEDGER_" + address, nobody);
    }
    for (var client : List.of("SIGN_IN", "HUBSPOT")) {
      settings.put("LEDGER_" + client + "_CLIENT_ID", "rehearsal");
      settings.put("LEDGER_" + client + "_CLIENT_SECRET", "rehearsal");
    }
    return settings;
  }

  private static void awaitReady(Process side, int port) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
    var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
    try (var http = HttpClient.newHttpClient()) {
      while (!isAnswered(http, ready)) {
        if (!side.isAlive() || System.nanoTime() > end) {
          throw new CannotStart("The side did not get ready; what it said is above.");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    }
  }

  private static boolean isAnswered(HttpClient http, HttpRequest ready) {
    try {
      return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The rehearsal was interrupted.", e);
    }
  }

  /** The JVM writes when it ends, which takes as long as the start. */
  private static void stop(Process side) {
    side.destroy();
    side.onExit().completeOnTimeout(side, PATIENCE_MINUTES, TimeUnit.MINUTES).join();
    side.destroyForcibly();
  }
}
