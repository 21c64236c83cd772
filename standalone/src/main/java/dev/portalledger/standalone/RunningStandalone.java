package dev.portalledger.standalone;

import dev.portalledger.command.gateway.Commands;
import dev.portalledger.standalone.database.EmbeddedPostgres;
import dev.portalledger.standalone.machine.DataFolder;
import dev.portalledger.standalone.machine.LogFile;
import dev.portalledger.standalone.machine.Ports;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything, started: the database, the outside world, the product; stopped the other way. */
public final class RunningStandalone implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningStandalone.class);

  private final StandaloneOptions options;
  private final OpenParts parts;
  private final Path folder;
  private final ApplicationContext outsideWorld;
  private final ApplicationContext product;

  /**
   * Returns once the product answers.
   *
   * @param parts filled on the way, so that a start can be stopped before it is done
   */
  private RunningStandalone(StandaloneOptions options, OpenParts parts) {
    this.options = options;
    this.parts = parts;
    var data = parts.add(folder(options));
    this.folder = data.path();
    parts.add(LogFile.open(data.folder("log").resolve("standalone.log")));
    Contexts.quietFrameworks();
    var installation = Installation.in(data);
    var database = parts.add(new Starting<>("database", () -> database(options, installation)));
    var outside =
        parts.add(new Starting<>("outside-world", () -> outsideWorld(options, installation)));
    var inside =
        parts.add(
            new Starting<>("product", () -> product(options, installation, database::started)));
    database.started();
    this.outsideWorld = outside.started();
    this.product = inside.started();
    DemoOrganizations.register(product.getBean(Commands.class));
  }

  public static RunningStandalone start(StandaloneOptions options) {
    return start(options, new OpenParts());
  }

  static RunningStandalone start(StandaloneOptions options, OpenParts parts) {
    try {
      return new RunningStandalone(options, parts);
    } catch (RuntimeException | Error e) {
      // For the file; the console gets one line from whoever asked for the start.
      LOG.info("did not start", e);
      parts.close();
      throw e;
    }
  }

  /** Nothing is touched before it is clear that this start can have the folder and the ports. */
  private static DataFolder folder(StandaloneOptions options) {
    EmbeddedPostgres.requireSupportedComputer();
    var folder = DataFolder.hold(options.folder(), options.url());
    try {
      Ports.requireFree(options.port(), "--port");
      Ports.requireFree(options.sandboxPort(), "--sandbox-port");
      if (options.fresh()) {
        EmbeddedPostgres.stopOrphan(folder.path().resolve(Installation.DATABASE));
        folder.clear();
      }
      return folder;
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedPostgres database(StandaloneOptions options, Installation installation) {
    return EmbeddedPostgres.start(installation.database(), options.databasePort());
  }

  private static ConfigurableApplicationContext outsideWorld(
      StandaloneOptions options, Installation installation) {
    return Contexts.run(OutsideWorld.class, OutsideWorld.settings(options, installation));
  }

  private static ConfigurableApplicationContext product(
      StandaloneOptions options, Installation installation, Supplier<EmbeddedPostgres> database) {
    return Contexts.run(Product.class, Product.settings(options, installation, database));
  }

  public String url() {
    return options.url();
  }

  public String sandboxUrl() {
    return options.sandboxUrl();
  }

  public Path folder() {
    return folder;
  }

  ApplicationContext outsideWorld() {
    return outsideWorld;
  }

  public ApplicationContext product() {
    return product;
  }

  @Override
  public void close() {
    parts.close();
  }
}
