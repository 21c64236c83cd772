package dev.portalledger.command.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class AxonServerHealthTest {

  @Test
  void is_down_as_long_as_no_axon_server_is_connected() {
    var connections = connections("127.0.0.1:1");

    assertThat(new AxonServerHealth(connections, () -> null).health().getStatus())
        .isEqualTo(Status.DOWN);
  }

  @Test
  void is_up_when_connected_and_down_with_the_reason_when_its_events_are_not_copied() {
    try (var server = FakeAxonServer.start()) {
      var connections = connections(server.address());
      var _ = connections.getConnection();
      try {
        assertThat(new AxonServerHealth(connections, () -> null).health().getStatus())
            .isEqualTo(Status.UP);
        var down = new AxonServerHealth(connections, () -> "it forgot").health();
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(down.getDetails()).containsEntry("trouble", "it forgot");
      } finally {
        connections.shutdown();
      }
    }
  }

  private static AxonServerConnectionManager connections(String servers) {
    return AxonServerConnectionManager.builder()
        .axonServerConfiguration(AxonServerConfiguration.builder().servers(servers).build())
        .build();
  }
}
