package dev.portalledger.command.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * What the last comparison on this node found. A difference degrades the health and stops nothing:
 * whoever has to look should find the product as it is.
 */
@Component("vaultReconciliationHealthIndicator")
class ReconciliationHealth implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(ReconciliationHealth.class);
  private static final Status DEGRADED = new Status("DEGRADED");
  private static final int MOST_TOLD = 20;

  private record Comparison(Instant at, List<Difference> differences) {}

  private final Reconciliation reconciliation;
  private final Clock clock;
  private volatile @Nullable Comparison last;

  ReconciliationHealth(Reconciliation reconciliation, Clock clock) {
    this.reconciliation = reconciliation;
    this.clock = clock;
  }

  void compare() {
    var found = reconciliation.differences();
    last = new Comparison(clock.instant(), found);
    if (found.isEmpty()) {
      log.info("vault and ledger agree");
    } else {
      log.atError()
          .addMarker(MarkerFactory.getMarker("SECURITY"))
          .log(
              "ALARM: vault and ledger differ in {} places, for instance {}",
              found.size(),
              found.stream().limit(MOST_TOLD).toList());
    }
  }

  @Override
  public Health health() {
    var known = last;
    if (known == null) {
      return Health.up().withDetail("compared", "not yet on this node").build();
    }
    return (known.differences().isEmpty() ? Health.up() : Health.status(DEGRADED))
        .withDetail("compared", known.at().toString())
        .withDetail("differences", known.differences().size())
        .build();
  }
}
