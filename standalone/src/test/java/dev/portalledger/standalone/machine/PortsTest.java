package dev.portalledger.standalone.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void a_port_in_use_is_named_with_the_option_that_moves_us() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "--port"))
          .isInstanceOf(CannotStart.class)
          .hasMessage(
              "Port %d is in use by another program; stop that one or choose another port with"
                  + " --port.",
              taken.getLocalPort());
    }
  }

  @Test
  void a_port_in_use_on_all_addresses_is_in_use() throws IOException {
    try (var taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "--port"))
          .isInstanceOf(CannotStart.class);
    }
  }

  @Test
  void a_port_nobody_uses_is_free() throws IOException {
    var port = Ports.nextFree(22_000);
    assertThatCode(() -> Ports.requireFree(port, "--port")).doesNotThrowAnyException();
  }

  @Test
  void a_taken_port_is_stepped_over() throws IOException {
    var first = Ports.nextFree(22_100);
    try (var _ = new ServerSocket(first, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(Ports.nextFree(first)).isGreaterThan(first).isLessThan(32_768);
    }
  }

  @Test
  void says_which_option_helps_when_there_is_none_left() {
    assertThatThrownBy(() -> Ports.nextFree(32_768))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("--database-port");
  }
}
