package dev.portalledger.query.sealing;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows places outside that do not take anchors. What is served is right all the same, so it is no
 * reason to send nobody here.
 *
 * @param patience within which every place should know an anchor, whichever node tells it
 */
record AnchorHealth(AnchorTellers tellers, Duration patience) implements HealthIndicator {

  private static final Status DEGRADED =
      new Status("DEGRADED", "A place outside does not get anchors.");
  private static final String WELL = "knows what it should";

  @Override
  public Health health() {
    Map<String, String> places = new TreeMap<>();
    tellers.all().forEach(teller -> places.put(teller.name(), standing(teller)));
    boolean well = places.values().stream().allMatch(WELL::equals);
    return (well ? Health.up() : Health.status(DEGRADED)).withDetail("places", places).build();
  }

  /** How many places do not know what they should. */
  long untold() {
    return tellers.all().stream().filter(teller -> !standing(teller).equals(WELL)).count();
  }

  private String standing(AnchorTeller teller) {
    return teller
        .failing()
        .orElseGet(() -> teller.isBehind(patience) ? "does not know the latest anchor" : WELL);
  }
}
