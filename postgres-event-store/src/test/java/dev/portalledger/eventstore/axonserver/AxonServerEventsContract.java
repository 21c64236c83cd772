package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.answer;
import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static dev.portalledger.eventstore.axonserver.AxonClient.next;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an event store may rely on at an Axon Server, through Axon's own client. */
abstract class AxonServerEventsContract {

  final String a = "a-" + UUID.randomUUID();
  final String b = "b-" + UUID.randomUUID();
  AxonClient client;

  abstract AxonClient connect();

  @BeforeEach
  void begin() {
    client = connect();
  }

  @AfterEach
  void end() {
    client.close();
  }

  @Test
  void one_append_may_be_about_several_aggregates() {
    var events = new Event[] {event(a, 0), event(b, 0), event(a, 1)};
    try (var stream = fromHead()) {
      client.append(events);

      assertThat(next(stream, 3)).extracting(EventWithToken::getEvent).containsExactly(events);
    }
    assertThat(client.stream(a)).containsExactly(events[0], events[2]);
    assertThat(client.stream(b)).containsExactly(events[1]);
  }

  @Test
  void a_number_that_is_taken_refuses_the_whole_append() {
    client.append(event(a, 0), event(a, 1));

    assertInvalid("number 1 for aggregate " + a + ", expected 2", event(b, 0), event(a, 1));
    assertThat(client.stream(a)).hasSize(2);
    assertThat(client.stream(b)).isEmpty();
  }

  @Test
  void a_number_that_leaves_a_hole_refuses_the_whole_append() {
    assertInvalid("number 1 for aggregate " + a + ", expected 0", event(b, 0), event(a, 1));
    assertInvalid(
        "number 2 for aggregate " + a + ", expected 1", event(b, 0), event(a, 0), event(a, 2));
    assertInvalid("number 0 for aggregate " + a + ", expected 1", event(a, 0), event(a, 0));
    assertThat(client.stream(a)).isEmpty();
    assertThat(client.stream(b)).isEmpty();
  }

  private void assertInvalid(String text, Event... events) {
    assertThatThrownBy(() -> client.append(events))
        .satisfies(
            refusal -> {
              var status = Status.fromThrowable(refusal);
              assertThat(status.getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
              assertThat(status.getDescription())
                  .isEqualTo("[AXONIQ-2000] Invalid sequence " + text);
              assertThat(Status.trailersFromThrowable(refusal).toString())
                  .contains("axoniq-errorcode=AXONIQ-2000");
            });
  }

  @Test
  void what_its_client_takes_back_is_not_stored() {
    try (var stream = fromHead()) {
      var transaction = client.events().startAppendEventsTransaction();
      transaction.appendEvent(event(a, 0));
      transaction.rollback();
      client.append(event(b, 0));

      assertThat(next(stream, 1)).extracting(this::aggregate).containsExactly(b);
    }
    assertThat(client.stream(a)).isEmpty();
  }

  @Test
  void events_of_no_aggregate_have_no_order_of_their_own() {
    try (var stream = fromHead()) {
      var free =
          Event.newBuilder().setMessageIdentifier(UUID.randomUUID().toString()).setTimestamp(7);
      client.append(free.build(), free.build());
      client.append(free.build());

      assertThat(next(stream, 3)).extracting(EventWithToken::getEvent).containsOnly(free.build());
    }
  }

  @Test
  void a_stream_is_read_from_one_number_to_before_another() {
    client.append(event(a, 0), event(a, 1), event(a, 2), event(a, 3));

    assertThat(client.events().openAggregateStream(a, 2, 0).asStream())
        .extracting(Event::getAggregateSequenceNumber)
        .containsExactly(2L, 3L);
    assertThat(client.events().openAggregateStream(a, 1, 3).asStream())
        .extracting(Event::getAggregateSequenceNumber)
        .containsExactly(1L, 2L);
    assertThat(client.stream(b)).isEmpty();
  }

  @Test
  void the_highest_number_of_a_stream_is_known() {
    client.append(event(a, 0), event(a, 1));

    assertThat(answer(client.events().findHighestSequence(a))).isEqualTo(1);
    assertThat(answer(client.events().findHighestSequence(b))).isEqualTo(-1);
  }

  @Test
  void a_reader_gets_what_is_stored_and_what_comes_later() {
    long head = answer(client.events().getLastToken());
    var events = new Event[] {event(a, 0), event(a, 1), event(b, 0), event(a, 2)};
    client.append(events[0], events[1]);
    try (var stream = client.streamFrom(head + 2)) {
      assertThat(next(stream, 1)).containsExactly(token(head + 2, events[1]));

      client.append(events[2], events[3]);

      assertThat(next(stream, 2))
          .containsExactly(token(head + 3, events[2]), token(head + 4, events[3]));
    }
  }

  private static EventWithToken token(long token, Event event) {
    return EventWithToken.newBuilder().setToken(token).setEvent(event).build();
  }

  @Test
  void a_reader_gets_more_than_its_first_permits() {
    int many = 1_000;
    long head = answer(client.events().getLastToken());
    client.append(LongStream.range(0, many).mapToObj(i -> event(a, i)).toArray(Event[]::new));
    try (var stream = client.streamFrom(head + 1)) {
      assertThat(next(stream, many))
          .extracting(EventWithToken::getToken)
          .isEqualTo(LongStream.rangeClosed(head + 1, head + many).boxed().toList());
    }
  }

  @Test
  void appends_of_several_clients_do_not_mix() throws Exception {
    int clients = 8;
    int appends = 50;
    try (var stream = fromHead()) {
      atOnce(clients, who -> appendPairs(who, appends));
      var all = next(stream, clients * appends * 2);

      for (int i = 0; i < all.size(); i += 2) {
        assertThat(aggregate(all.get(i + 1))).isEqualTo(aggregate(all.get(i)).replace(a, b));
      }
    }
  }

  private boolean appendPairs(int who, int appends) {
    for (int i = 0; i < appends; i++) {
      client.append(event(a + who, i), event(b + who, i));
    }
    return true;
  }

  @Test
  void of_several_clients_that_append_the_same_number_one_wins() throws Exception {
    int rounds = 20;
    for (int round = 0; round < rounds; round++) {
      long number = round;
      var won = atOnce(8, who -> wins(event(b + number + "-" + who, 0), event(a, number)));

      assertThat(won).containsOnlyOnce(true);
      assertThat(IntStream.range(0, 8).mapToObj(who -> client.stream(b + number + "-" + who)))
          .filteredOn(List::isEmpty)
          .hasSize(7);
    }
    assertThat(client.stream(a)).hasSize(rounds);
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

  final EventStream fromHead() {
    return client.streamFrom(answer(client.events().getLastToken()) + 1);
  }

  private String aggregate(EventWithToken read) {
    return read.getEvent().getAggregateIdentifier();
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
