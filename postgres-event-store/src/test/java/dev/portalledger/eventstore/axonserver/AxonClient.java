package dev.portalledger.eventstore.axonserver;

import static io.axoniq.axonserver.connector.AxonServerConnectionFactory.forClient;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.AxonServerConnectionFactory;
import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.connector.impl.ServerAddress;
import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A client of Axon Server with a connection of its own: Axon's connector, without the framework.
 */
final class AxonClient implements AutoCloseable {

  private static final int MOST_SECONDS = 30;

  private final AxonServerConnectionFactory factory;
  private final AxonServerConnection connection;

  AxonClient(FakeAxonServer server) {
    this(server.address(), "");
  }

  AxonClient(String address, String token) {
    var place = URI.create("grpc://" + address);
    var settings =
        forClient("test", UUID.randomUUID().toString())
            .routingServers(new ServerAddress(place.getHost(), place.getPort()))
            .reconnectInterval(20, MILLISECONDS);
    factory = (token.isEmpty() ? settings : settings.token(token)).build();
    connection = factory.connect(FakeAxonServer.CONTEXT);
  }

  EventChannel events() {
    return connection.eventChannel();
  }

  boolean isConnected() {
    return connection.isConnected();
  }

  /** In one transaction; returns when it is acknowledged. */
  void append(Event... events) {
    answer(appending(events));
  }

  Future<?> appending(Event... events) {
    var transaction = events().startAppendEventsTransaction();
    for (var event : events) {
      transaction.appendEvent(event);
    }
    return transaction.commit();
  }

  List<Event> stream(String aggregate) {
    return events().openAggregateStream(aggregate).asStream().toList();
  }

  EventStream streamFrom(long token) {
    return events().openStream(token - 1, 64);
  }

  /** Waits for them. */
  static List<EventWithToken> next(EventStream stream, int count) {
    try {
      var read = new ArrayList<EventWithToken>();
      while (read.size() < count) {
        var event = stream.nextIfAvailable(MOST_SECONDS, SECONDS);
        if (event == null) {
          throw new IllegalStateException("only " + read);
        }
        read.add(event);
      }
      return read;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Throws what the connector threw. */
  static <T> T answer(Future<T> future) {
    try {
      return future.get(MOST_SECONDS, SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it gives once the server can be reached again; only for what may be asked twice. */
  static <T> T eventually(Supplier<T> reading) {
    long end = System.nanoTime() + SECONDS.toNanos(MOST_SECONDS);
    while (true) {
      try {
        return reading.get();
      } catch (StatusRuntimeException | StreamClosedException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        LockSupport.parkNanos(MILLISECONDS.toNanos(10));
      }
    }
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + SECONDS.toNanos(MOST_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("it did not come to that");
      }
      LockSupport.parkNanos(MILLISECONDS.toNanos(10));
    }
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(MOST_SECONDS, SECONDS)) {
        throw new IllegalStateException("it did not come to that");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Event event(String aggregate, long sequence) {
    return eventAt(aggregate, sequence, sequence);
  }

  static Event eventAt(String aggregate, long sequence, long timestamp) {
    return Event.newBuilder()
        .setMessageIdentifier(UUID.randomUUID().toString())
        .setAggregateType("Note")
        .setAggregateIdentifier(aggregate)
        .setAggregateSequenceNumber(sequence)
        .setTimestamp(timestamp)
        .setPayload(SerializedObject.newBuilder().setType("note.noted").setRevision("1"))
        .build();
  }

  @Override
  public void close() {
    factory.shutdown();
  }
}
