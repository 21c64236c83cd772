package dev.portalledger.standalone;

import static java.util.Objects.requireNonNull;

import dev.portalledger.standalone.deployment.Deployment;
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
 * real round trips to the sandbox. With {@code -Dworld=deployment} it is what docker-compose.yml
 * describes, in many processes; with {@code -Dworld=axon-server} its events are at a stand-in for
 * Axon Server, or at the one that {@code -Daxonserver.it} names.
 */
public final class World implements Place {

  private static final int FIRST_PORT = 20_080;

  private static @Nullable World world;

  private final Place place;
  private final JdbcClient db;
  private final @Nullable RunningStandalone running;
  private final @Nullable Deployment deployment;
  private final @Nullable EventsElsewhere elsewhere;

  private World(RunningStandalone running, @Nullable EventsElsewhere elsewhere) {
    this.place = new Inside(running);
    this.db = JdbcClient.create(running.product().getBean(DataSource.class));
    this.running = running;
    this.deployment = null;
    this.elsewhere = elsewhere;
  }

  private World(Deployment deployment) {
    this.place = deployment;
    this.db = deployment.db();
    this.running = null;
    this.deployment = deployment;
    this.elsewhere = null;
  }

  private record Inside(RunningStandalone running) implements Place {

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
  }

  public static synchronized World get() {
    if (world == null) {
      world =
          "deployment".equals(System.getProperty("world"))
              ? new World(Deployment.start())
              : standalone();
    }
    return world;
  }

  private static World standalone() {
    // An outage that one test makes is none of the next one's.
    System.setProperty("ledger.hubspot.refresh.circuit-pause", "1ms");
    System.setProperty("ledger.metrics.every", "PT0.5S");
    var elsewhere =
        "axon-server".equals(System.getProperty("world")) ? EventsElsewhere.atAxonServer() : null;
    if (elsewhere == null) {
      // Nothing goes by itself: an operator has to order it.
      System.setProperty("ledger.retention.keep", "7y");
    }
    var running = RunningStandalone.start(options());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(running)));
    return new World(running, elsewhere);
  }

  /** A database of a hundred megabytes for every test run would fill the disk. */
  private static void leaveNothing(RunningStandalone running) {
    running.close();
    try {
      FileSystemUtils.deleteRecursively(running.folder().getParent());
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
    return place.url();
  }

  @Override
  public String sandboxUrl() {
    return place.sandboxUrl();
  }

  @Override
  public Path folder() {
    return place.folder();
  }

  /** Whether a test may reach into the product. */
  public boolean isOneProcess() {
    return running != null;
  }

  /** Whose processes a test may kill. */
  public Deployment deployment() {
    return requireNonNull(deployment, "only with -Dworld=deployment");
  }

  public EventsElsewhere eventsElsewhere() {
    return requireNonNull(elsewhere, "only with -Dworld=axon-server");
  }

  RunningStandalone running() {
    return requireNonNull(running, "only in one process");
  }

  public ApplicationContext product() {
    return running().product();
  }

  public JdbcClient db() {
    return db;
  }
}
