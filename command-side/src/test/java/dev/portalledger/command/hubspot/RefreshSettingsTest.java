package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RefreshSettingsTest {

  @Test
  void every_setting_has_a_default() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RefreshSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(12),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(10)));
  }

  @Test
  void every_setting_has_the_documented_name() {
    assertThat(
            bind(
                Map.of(
                    "ledger.hubspot.refresh.deadline", "20s",
                    "ledger.hubspot.refresh.lease", "25s",
                    "ledger.hubspot.refresh.patience", "24s",
                    "ledger.hubspot.refresh.ahead", "4m",
                    "ledger.hubspot.refresh.used-within", "2h",
                    "ledger.hubspot.refresh.circuit-pause", "5s")))
        .isEqualTo(
            new RefreshSettings(
                Duration.ofSeconds(20),
                Duration.ofSeconds(25),
                Duration.ofSeconds(24),
                Duration.ofMinutes(4),
                Duration.ofHours(2),
                Duration.ofSeconds(5)));
  }

  @Test
  void a_turn_that_ends_before_its_call_is_refused() {
    assertThatThrownBy(() -> bind(Map.of("ledger.hubspot.refresh.deadline", "15s")))
        .rootCause()
        .hasMessageContaining("ledger.hubspot.refresh.lease must be longer than deadline");
  }

  private static RefreshSettings bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("ledger.hubspot.refresh", RefreshSettings.class);
  }
}
