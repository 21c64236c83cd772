package dev.portalledger.eventstore.axonserver;

import dev.portalledger.eventstore.axonserver.AxonServers.RealServer;
import org.junit.jupiter.api.BeforeAll;

/** That the fake routes commands as a real one does. */
class CommandsAtRealServerTest extends CommandRoutingContract {

  private static RealServer server = new RealServer("", "");

  @BeforeAll
  static void find() {
    server = AxonServers.realOrSkip(CommandsAtRealServerTest.class);
  }

  @Override
  RealServer server() {
    return server;
  }
}
