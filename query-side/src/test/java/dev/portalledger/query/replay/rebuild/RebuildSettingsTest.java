package dev.portalledger.query.replay.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RebuildSettingsTest {

  @Test
  void rebuilds_have_defaults() {
    assertThat(bound(Map.of()))
        .isEqualTo(new RebuildSettings(Duration.ofHours(6), Duration.ofMinutes(5), 4000, 2));
  }

  @Test
  void every_property_has_the_documented_name() {
    assertThat(
            bound(
                Map.of(
                    "ledger.projections.check-every", "1d",
                    "ledger.projections.turn", "1m",
                    "ledger.projections.batch", "1000",
                    "ledger.projections.writers", "4")))
        .isEqualTo(new RebuildSettings(Duration.ofDays(1), Duration.ofMinutes(1), 1000, 4));
  }

  private static RebuildSettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ledger.projections", RebuildSettings.class);
  }
}
