package dev.portalledger.standalone;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts one of the parts that are made of Spring. */
final class Contexts {

  static ConfigurableApplicationContext run(Class<?> configuration, Map<String, Object> settings) {
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
    context.getEnvironment().getPropertySources().addFirst(new LateSettings(settings));
  }

  static void quietFrameworks() {
    // Two contexts share one log; Boot would set it up twice.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // A program that keeps clients' grants reports to nobody.
    System.setProperty("axoniq.update-checker.disabled", "true");
    System.setProperty("disable-axoniq-console-message", "true");
  }

  private Contexts() {}
}
