package dev.portalledger.query.replay.rebuild;

import dev.portalledger.query.projections.ReadModels;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** Says of each view up to where it was last found equal to what the events give. */
record SelfCheckHealth(Rebuilds rebuilds, ReadModels models) implements HealthIndicator {

  private static final Status DEGRADED =
      new Status("DEGRADED", "A view differs from what the events give.");

  @Override
  public Health health() {
    Map<String, String> said = new TreeMap<>();
    boolean equal = true;
    for (var model : models.all()) {
      var check = rebuilds.lastCheck(model.name()).orElse(null);
      said.put(model.name(), check == null ? "not checked yet" : ShownRebuild.checked(check));
      equal &= check == null || Long.valueOf(0).equals(check.differing());
    }
    return (equal ? Health.up() : Health.status(DEGRADED)).withDetail("projections", said).build();
  }
}
