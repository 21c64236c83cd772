package dev.portalledger.eventstore;

import static java.util.Objects.requireNonNull;

import dev.portalledger.eventstore.axonserver.AxonServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same as {@link FakeAxonServerStorageTest} on a real server, where there is one. */
class StorageAtRealServerTest extends AxonServerContract {

  private static @Nullable ServerStore store;

  @BeforeAll
  static void start() {
    var server = AxonServers.realOrSkip(StorageAtRealServerTest.class);
    store = new ServerStore(server.address(), server.token(), TYPES);
  }

  @AfterAll
  static void end() {
    if (store != null) {
      store.close();
    }
  }

  @Override
  ServerStore store() {
    return requireNonNull(store);
  }
}
