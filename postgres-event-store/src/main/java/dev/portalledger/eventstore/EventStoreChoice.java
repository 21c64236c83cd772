package dev.portalledger.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * One setting says where events live: {@code ledger.event-store} is {@code postgres} (the default)
 * or {@code axon-server}, and Axon's own switch follows it. Anything else stops the start. What
 * every process needs of Axon and the pool is set here as well; whatever a launcher sets wins.
 */
final class EventStoreChoice implements EnvironmentPostProcessor {

  private static final String SETTING = "ledger.event-store";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var choice = environment.getProperty(SETTING, "postgres");
    boolean axonServer =
        switch (choice) {
          case "postgres" -> false;
          case "axon-server" -> true;
          default ->
              throw new IllegalArgumentException(
                  SETTING + " must be postgres or axon-server, was " + choice);
        };
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "event-store-choice",
                Map.of(
                    "axon.axonserver.enabled",
                    axonServer,
                    // its own reads by token and guesses; ours records there and reads by position
                    "axon.axonserver.event-store.enabled",
                    false)));
    environment.getPropertySources().addLast(defaults());
  }

  private static ResourcePropertySource defaults() {
    try {
      return new ResourcePropertySource(
          new ClassPathResource("event-store.properties", EventStoreChoice.class.getClassLoader()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
