package dev.portalledger.standalone;

import dev.portalledger.standalone.machine.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The whole product, started once for all journeys of this test run: real database, real sign-in,
 * real round trips to the sandbox.
 */
public final class World implements Place {

  private static final int FIRST_PORT = 20_080;

  private static @Nullable World world;

  private final RunningStandalone running;

  private World(RunningStandalone running) {
    this.running = running;
  }

  public static synchronized World get() {
    if (world == null) {
      // An outage that one test makes is none of the next one's.
      System.setProperty("ledger.hubspot.refresh.circuit-pause", "1ms");
      world = new World(RunningStandalone.start(options()));
      Runtime.getRuntime().addShutdownHook(new Thread(world::leaveNothing));
    }
    return world;
  }

  /** A database of a hundred megabytes for every test run would fill the disk. */
  private void leaveNothing() {
    var folder = folder();
    running.close();
    try {
      FileSystemUtils.deleteRecursively(folder.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ports that are free now, and a folder that nobody used. */
  static StandaloneOptions options() {
    int port = Ports.nextFree(FIRST_PORT);
    int sandbox = Ports.nextFree(port + 1);
    int database = Ports.nextFree(sandbox + 1);
    return new StandaloneOptions(port, sandbox, database, emptyFolder(), false);
  }

  private static Path emptyFolder() {
    try {
      return Files.createTempDirectory("portal-ledger-journey").resolve("data");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String url() {
    return running.url();
  }

  @Override
  public String sandboxUrl() {
    return running.sandboxUrl();
  }

  @Override
  public Path folder() {
    return running.folder();
  }

  RunningStandalone running() {
    return running;
  }

  public ApplicationContext product() {
    return running.product();
  }

  public JdbcClient db() {
    return JdbcClient.create(product().getBean(DataSource.class));
  }
}
