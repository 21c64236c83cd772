package dev.portalledger.command.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTest {

  private static final String KEEP = "ledger.retention.keep";

  private static RetentionSettings bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("ledger.retention", RetentionSettings.class);
  }

  @Test
  void everything_is_kept_for_ever_if_nothing_is_said() {
    assertThat(bind(Map.of()).keep()).isNull();
    assertThat(bind(Map.of(KEEP, "")).keep()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"7y, P7Y", "18m, P18M", "30d, P30D", "P1Y6M, P1Y6M", "1m, P1M", "2m, P2M"})
  void a_period_is_said_in_years_months_or_days(String said, Period meant) {
    assertThat(bind(Map.of(KEEP, said)).keep()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"29d", "0d", "-7y", "P1M-1D", "7", "seven years", "7h"})
  void one_that_is_none_or_too_short_stops_the_start(String bad) {
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> bind(Map.of(KEEP, bad)))
        .withMessageContaining("ledger.retention");
  }

  @Test
  void bodies_that_axon_server_keeps_cannot_be_dropped() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bind(Map.of(KEEP, "7y")).requirePossible("axon-server"))
        .withMessageContaining("Leave it out");
    assertThatNoException()
        .isThrownBy(
            () -> {
              bind(Map.of(KEEP, "7y")).requirePossible("postgres");
              bind(Map.of()).requirePossible("axon-server");
            });
  }
}
