package dev.portalledger.eventstore.fitness;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How well clocks have to agree.
 *
 * @param tolerance how far a node's clock may be from the database's
 */
@ConfigurationProperties("ledger.clock")
public record ClockSettings(@DefaultValue("30s") Duration tolerance) {

  public ClockSettings {
    if (!tolerance.isPositive()) {
      throw new IllegalArgumentException("ledger.clock.tolerance must be positive");
    }
  }
}
