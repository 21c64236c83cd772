package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.grpc.event.EventStoreGrpc;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.PayloadDescription;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader is sent, to the event. */
class FakeTrackingTest {

  private final FakeAxonServer server = FakeAxonServer.start();
  private final AxonClient client = new AxonClient(server);
  private final ManagedChannel channel =
      ManagedChannelBuilder.forTarget(server.address()).usePlaintext().build();

  @AfterEach
  void stop() {
    channel.shutdownNow();
    client.close();
    server.close();
  }

  @Test
  void a_reader_is_sent_no_more_than_it_permits() {
    client.append(event("a", 0), event("a", 1), event("a", 2), event("a", 3), event("a", 4));

    assertThat(tokensSentFor(from(1), permits(2))).containsExactly(1L, 2L);
    assertThat(tokensSentFor(from(1), permits(2), permits(1))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_reader_is_not_sent_what_it_excluded() {
    var other = event("a", 1).toBuilder();
    other.getPayloadBuilder().setType("note.counted");
    client.append(event("a", 0), other.build(), event("a", 2));
    var excluded = PayloadDescription.newBuilder().setType("note.noted").setRevision("1");

    assertThat(tokensSentFor(from(0).addBlacklist(excluded), permits(9))).containsExactly(1L);
  }

  private static GetEventsRequest.Builder from(long token) {
    return GetEventsRequest.newBuilder().setTrackingToken(token);
  }

  private static GetEventsRequest.Builder permits(long more) {
    return GetEventsRequest.newBuilder().setNumberOfPermits(more);
  }

  /** All of them: the reader asks, ends, and waits until the server has ended too. */
  private List<Long> tokensSentFor(GetEventsRequest.Builder... requests) {
    var reader = new Reader();
    var stream = EventStoreGrpc.newStub(channel).listEvents(reader);
    for (var request : requests) {
      stream.onNext(request.build());
    }
    stream.onCompleted();
    return AxonClient.answer(reader.all);
  }

  private static final class Reader implements StreamObserver<EventWithToken> {

    private final List<Long> read = new ArrayList<>();
    private final CompletableFuture<List<Long>> all = new CompletableFuture<>();

    @Override
    public void onNext(EventWithToken event) {
      read.add(event.getToken());
    }

    @Override
    public void onError(Throwable cause) {
      all.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {
      all.complete(read);
    }
  }
}
