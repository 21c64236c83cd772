package dev.portalledger.standalone;

import dev.portalledger.standalone.database.EmbeddedPostgres;
import dev.portalledger.standalone.machine.DataFolder;
import dev.portalledger.standalone.machine.LogFile;
import dev.portalledger.standalone.machine.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Everything, started: the database, the outside world, the product; stopped the other way. */
final class RunningStandalone implements AutoCloseable {

  private final StandaloneOptions options;
  private final OpenParts parts;
  private final DataFolder folder;
  private final ApplicationContext product;

  private RunningStandalone(
      StandaloneOptions options, OpenParts parts, DataFolder folder, ApplicationContext product) {
    this.options = options;
    this.parts = parts;
    this.folder = folder;
    this.product = product;
  }

  static RunningStandalone start(StandaloneOptions options) {
    return start(options, new OpenParts());
  }

  /**
   * Returns once the product answers.
   *
   * @param parts filled on the way, so that a start can be stopped before it is done
   */
  static RunningStandalone start(StandaloneOptions options, OpenParts parts) {
    try {
      return startInto(options, parts);
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static RunningStandalone startInto(StandaloneOptions options, OpenParts parts) {
    EmbeddedPostgres.requireSupportedComputer();
    var folder = parts.add(DataFolder.hold(options.folder(), options.url()));
    Ports.requireFree(options.port(), "--port");
    Ports.requireFree(options.sandboxPort(), "--sandbox-port");
    if (options.fresh()) {
      EmbeddedPostgres.stopOrphan(folder.path().resolve(Installation.DATABASE));
      folder.clear();
    }
    parts.add(LogFile.open(folder.folder("log").resolve("standalone.log")));
    quietFrameworks();
    var product = startContexts(options, Installation.in(folder), parts);
    return new RunningStandalone(options, parts, folder, product);
  }

  private static ApplicationContext startContexts(
      StandaloneOptions options, Installation installation, OpenParts parts) {
    var outside =
        CompletableFuture.supplyAsync(
            () -> run(OutsideWorld.class, OutsideWorld.settings(options, installation)));
    var database =
        parts.add(EmbeddedPostgres.start(installation.database(), options.databasePort()));
    try {
      parts.add(outside.join());
    } catch (CompletionException e) {
      throw new IllegalStateException("the outside world did not start", e.getCause());
    }
    return parts.add(run(Product.class, Product.settings(options, installation, database)));
  }

  private static ConfigurableApplicationContext run(
      Class<?> configuration, Map<String, Object> settings) {
    return new SpringApplicationBuilder(configuration)
        .properties("spring.config.name=" + configuration.getSimpleName())
        .initializers(context -> addFirst(context, settings))
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false)
        .run();
  }

  /** Before the environment, where a variable meant for another program could get in the way. */
  private static void addFirst(
      ConfigurableApplicationContext context, Map<String, Object> settings) {
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("standalone", settings));
  }

  private static void quietFrameworks() {
    // Two contexts share one log; Boot would set it up twice.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // A program that keeps clients' grants reports to nobody.
    System.setProperty("axoniq.update-checker.disabled", "true");
    System.setProperty("disable-axoniq-console-message", "true");
  }

  String url() {
    return options.url();
  }

  String sandboxUrl() {
    return options.sandboxUrl();
  }

  Path folder() {
    return folder.path();
  }

  ApplicationContext product() {
    return product;
  }

  @Override
  public void close() {
    parts.close();
  }
}
