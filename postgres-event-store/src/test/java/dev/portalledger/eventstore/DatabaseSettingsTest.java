package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DatabaseSettingsTest {

  @Test
  void every_property_has_the_documented_name() {
    assertThat(
            bind(
                Map.of(
                    "ledger.database.owner-username", "owner",
                    "ledger.database.owner-password", "secret")))
        .isEqualTo(new DatabaseSettings("owner", "secret"));
  }

  @Test
  void a_missing_owner_stops_the_start_and_names_the_property() {
    assertThatThrownBy(() -> bind(Map.of()))
        .rootCause()
        .hasMessageContaining("ledger.database.owner-username");
  }

  @Test
  void never_prints_the_password() {
    assertThat(new DatabaseSettings("owner", "secret").toString()).doesNotContain("secret");
  }

  private static DatabaseSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("ledger.database", DatabaseSettings.class);
  }
}
