package dev.portalledger.eventstore;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Bounds every transaction of the pool. Readers wait for the oldest writer, so none may be stuck:
 * {@code ledger.events.transaction-timeout} (10 s), {@code lock-timeout} (5 s) and {@code
 * idle-timeout} (5 s). Whoever gives the pool a statement of their own to begin with is asked to
 * set the three there; the start is refused without them.
 */
final class StuckWriters implements EnvironmentPostProcessor {

  private static final String POOL = "spring.datasource.hikari.connection-init-sql";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var bounds =
        "set transaction_timeout = %d; set lock_timeout = %d; set idle_in_transaction_session_timeout = %d"
            .formatted(
                millis(environment, "transaction-timeout", "10s"),
                millis(environment, "lock-timeout", "5s"),
                millis(environment, "idle-timeout", "5s"));
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("stuck-writers", Map.of(POOL, bounds)));
  }

  private static long millis(ConfigurableEnvironment environment, String name, String preset) {
    String key = "ledger.events." + name;
    String value = environment.getProperty(key, preset);
    try {
      Duration bound = DurationStyle.detectAndParse(value);
      if (bound.isPositive() && bound.compareTo(Duration.ofMinutes(10)) <= 0) {
        return bound.toMillis();
      }
    } catch (IllegalArgumentException _) {
      // said below, with the name of the setting
    }
    throw new IllegalArgumentException(
        key + " must be a time from 1ms to 10m, such as " + preset + "; it is " + value);
  }
}
