package dev.portalledger.query.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReplaySettingsTest {

  @Test
  void replays_have_defaults() {
    assertThat(bound(Map.of())).isEqualTo(new ReplaySettings(2, Duration.ofSeconds(60), 20));
  }

  @Test
  void every_property_has_the_documented_name() {
    assertThat(
            bound(
                Map.of(
                    "ledger.replays.at-once", "5",
                    "ledger.replays.turn", "30s",
                    "ledger.replays.kept", "7")))
        .isEqualTo(new ReplaySettings(5, Duration.ofSeconds(30), 7));
  }

  private static ReplaySettings bound(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ledger.replays", ReplaySettings.class);
  }
}
