package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static dev.portalledger.eventstore.axonserver.AxonClient.next;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventStoreGrpc;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.axoniq.axonserver.grpc.event.GetEventsRequest;
import io.axoniq.axonserver.grpc.event.PayloadDescription;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader is sent, to the event, and what several clients at once make of it. */
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

  @Test
  void appends_of_several_clients_do_not_mix() throws Exception {
    int clients = 8;
    int appends = 50;
    try (var stream = client.streamFrom(0)) {
      atOnce(
          clients,
          who -> {
            for (int i = 0; i < appends; i++) {
              client.append(event("left-" + who, i), event("right-" + who, i));
            }
            return true;
          });
      var all = next(stream, clients * appends * 2);

      for (int i = 0; i < all.size(); i += 2) {
        assertThat(all.get(i + 1).getEvent().getAggregateIdentifier())
            .isEqualTo(all.get(i).getEvent().getAggregateIdentifier().replace("left", "right"));
      }
    }
  }

  @Test
  void of_several_clients_that_append_the_same_number_one_wins() throws Exception {
    for (int round = 0; round < 20; round++) {
      long number = round;
      var won = atOnce(8, _ -> wins(event(UUID.randomUUID().toString(), 0), event("a", number)));

      assertThat(won).containsOnlyOnce(true);
    }
    assertThat(client.stream("a")).hasSize(20);
    assertThat(server.events()).hasSize(40);
  }

  private boolean wins(Event own, Event contested) {
    try {
      client.append(own, contested);
      return true;
    } catch (RuntimeException refusal) {
      assertThat(Status.fromThrowable(refusal).getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
      return false;
    }
  }

  private interface Work<T> {

    T of(int who);
  }

  private static <T> List<T> atOnce(int many, Work<T> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(many)) {
      var tasks =
          IntStream.range(0, many).mapToObj(who -> (Callable<T>) () -> work.of(who)).toList();
      var results = new ArrayList<T>();
      for (var result : threads.invokeAll(tasks, 60, SECONDS)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
