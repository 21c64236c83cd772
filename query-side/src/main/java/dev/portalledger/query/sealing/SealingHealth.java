package dev.portalledger.query.sealing;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down as soon as one ledger is not what was signed of it: somebody has to look. */
record SealingHealth(Signer signer) implements HealthIndicator {

  Map<String, String> refused() {
    return signer.refused();
  }

  @Override
  public Health health() {
    var refused = signer.refused();
    return (refused.isEmpty() ? Health.up() : Health.down()).withDetail("refused", refused).build();
  }
}
