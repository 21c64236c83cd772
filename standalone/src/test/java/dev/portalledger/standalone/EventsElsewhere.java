package dev.portalledger.standalone;

import static java.util.Objects.requireNonNull;

import dev.portalledger.eventstore.axonserver.FakeAxonServer;
import org.jspecify.annotations.Nullable;

/** The product told to keep its events at Axon Server, for a whole test run. */
public final class EventsElsewhere {

  private static final String REAL = "axonserver.it";

  private final @Nullable FakeAxonServer standIn;

  private EventsElsewhere(@Nullable FakeAxonServer standIn) {
    this.standIn = standIn;
  }

  /** A product that starts in this process from now on. */
  static EventsElsewhere atAxonServer() {
    var real = System.getProperty(REAL);
    var standIn = real == null ? FakeAxonServer.start() : null;
    System.setProperty("ledger.event-store", "axon-server");
    System.setProperty("axon.axonserver.servers", standIn == null ? real : standIn.address());
    System.setProperty("axon.axonserver.token", System.getProperty(REAL + ".token", ""));
    return new EventsElsewhere(standIn);
  }

  /** How many events of a stream are there. */
  public long recorded(String stream) {
    return standIn().events().stream()
        .filter(event -> event.getAggregateIdentifier().equals(stream))
        .count();
  }

  public void stop() {
    standIn().stop();
  }

  public void startAgain() {
    standIn().startAgain();
  }

  private FakeAxonServer standIn() {
    return requireNonNull(standIn, "only with the stand-in");
  }
}
