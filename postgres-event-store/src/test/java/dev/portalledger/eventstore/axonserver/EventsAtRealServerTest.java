package dev.portalledger.eventstore.axonserver;

import static java.util.Objects.requireNonNull;

import dev.portalledger.eventstore.axonserver.AxonServers.RealServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;

/** That the fake behaves as a real one. */
class EventsAtRealServerTest extends AxonServerEventsContract {

  private static @Nullable RealServer server;

  @BeforeAll
  static void find() {
    server = AxonServers.realOrSkip(EventsAtRealServerTest.class);
  }

  @Override
  AxonClient connect() {
    var real = requireNonNull(server);
    return new AxonClient(real.address(), real.token());
  }
}
