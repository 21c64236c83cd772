package dev.portalledger.eventstore.axonserver;

import dev.portalledger.eventstore.axonserver.AxonServers.RealServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on the fake, and a restart of it. */
class FakeCommandsTest extends CommandRoutingContract {

  private final FakeAxonServer fake = FakeAxonServer.start();

  @Override
  RealServer server() {
    return new RealServer(fake.address(), "");
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void nodes_are_known_again_after_a_restart() {
    var before = handlers();
    fake.stop();
    fake.startAgain();

    AxonClient.until(() -> handlersOrNone().equals(before));
  }
}
