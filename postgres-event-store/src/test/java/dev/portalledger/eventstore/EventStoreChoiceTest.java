package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class EventStoreChoiceTest {

  @Test
  void events_live_in_postgres_unless_said_otherwise() {
    assertThat(axonServerEnabled(Map.of())).isEqualTo("false");
  }

  @Test
  void choosing_axon_server_switches_its_connector_on() {
    assertThat(axonServerEnabled(Map.of("ledger.event-store", "axon-server"))).isEqualTo("true");
  }

  @Test
  void any_other_store_stops_the_start_and_names_the_setting() {
    assertThatThrownBy(() -> axonServerEnabled(Map.of("ledger.event-store", "mongo")))
        .hasMessageContaining("ledger.event-store");
  }

  private static String axonServerEnabled(Map<String, Object> settings) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    new EventStoreChoice().postProcessEnvironment(environment, new SpringApplication());
    return environment.getRequiredProperty("axon.axonserver.enabled");
  }
}
