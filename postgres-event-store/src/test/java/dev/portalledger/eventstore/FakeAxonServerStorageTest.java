package dev.portalledger.eventstore;

import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On the server that is always there; {@link StorageAtRealServerTest} has a real one. */
class FakeAxonServerStorageTest extends AxonServerContract {

  private static FakeAxonServer server;
  private static ServerStore store;

  @BeforeAll
  static void start() {
    server = FakeAxonServer.start();
    store = new ServerStore(server.address(), "", TYPES);
  }

  @AfterAll
  static void end() {
    store.close();
    server.close();
  }

  @Override
  ServerStore store() {
    return store;
  }
}
