package dev.portalledger.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class AxonServerHealthTest {

  @Test
  void is_down_as_long_as_no_axon_server_is_connected() {
    var connections =
        AxonServerConnectionManager.builder()
            .axonServerConfiguration(
                AxonServerConfiguration.builder().servers("127.0.0.1:1").build())
            .build();
    assertThat(new AxonServerHealth(connections).health().getStatus()).isEqualTo(Status.DOWN);
  }
}
