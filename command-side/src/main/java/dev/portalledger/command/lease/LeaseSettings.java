package dev.portalledger.command.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How leases are given.
 *
 * @param passLife how long a lease is good that is of use at the pass-through only
 * @param longestCall how long HubSpot may take to begin its answer to a call passed through
 */
@ConfigurationProperties("ledger.leases")
record LeaseSettings(
    @DefaultValue("15m") Duration passLife, @DefaultValue("30s") Duration longestCall) {

  LeaseSettings {
    if (!passLife.isPositive() || passLife.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("ledger.leases.pass-life must be up to 1h");
    }
    if (!longestCall.isPositive()) {
      throw new IllegalArgumentException("ledger.leases.longest-call must be positive");
    }
  }
}
