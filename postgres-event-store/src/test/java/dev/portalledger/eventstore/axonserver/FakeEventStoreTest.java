package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.answer;
import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static dev.portalledger.eventstore.axonserver.AxonClient.eventAt;
import static dev.portalledger.eventstore.axonserver.AxonClient.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.grpc.Status;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Appending and reading, through Axon's own client. */
class FakeEventStoreTest {

  private final FakeAxonServer server = FakeAxonServer.start();
  private final AxonClient client = new AxonClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void one_append_may_be_about_several_aggregates() {
    var events = new Event[] {event("a", 0), event("b", 0), event("a", 1)};
    client.append(events);

    assertThat(server.events()).containsExactly(events);
    assertThat(client.stream("a")).containsExactly(events[0], events[2]);
    assertThat(client.stream("b")).containsExactly(events[1]);
  }

  @Test
  void a_number_that_is_taken_refuses_the_whole_append() {
    client.append(event("a", 0), event("a", 1));

    assertInvalid("number 1 for aggregate a, expected 2", event("b", 0), event("a", 1));
    assertThat(server.events()).hasSize(2);
  }

  @Test
  void a_number_that_leaves_a_hole_refuses_the_whole_append() {
    assertInvalid("number 1 for aggregate a, expected 0", event("b", 0), event("a", 1));
    assertInvalid(
        "number 2 for aggregate a, expected 1", event("b", 0), event("a", 0), event("a", 2));
    assertInvalid("number 0 for aggregate a, expected 1", event("a", 0), event("a", 0));
    assertThat(server.events()).isEmpty();
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
    var transaction = client.events().startAppendEventsTransaction();
    transaction.appendEvent(event("a", 0));
    transaction.rollback();
    client.append(event("b", 0));

    assertThat(client.stream("a")).isEmpty();
    assertThat(server.events()).hasSize(1);
  }

  @Test
  void events_of_no_aggregate_have_no_order_of_their_own() {
    var free = Event.newBuilder().setMessageIdentifier("1").setTimestamp(7).build();
    client.append(free, free);
    client.append(free);

    assertThat(server.events()).containsExactly(free, free, free);
    assertThat(client.stream("")).isEmpty();
  }

  @Test
  void a_stream_is_read_from_one_number_to_before_another() {
    client.append(event("a", 0), event("a", 1), event("a", 2), event("a", 3));

    assertThat(client.events().openAggregateStream("a", 2, 0).asStream())
        .extracting(Event::getAggregateSequenceNumber)
        .containsExactly(2L, 3L);
    assertThat(client.events().openAggregateStream("a", 1, 3).asStream())
        .extracting(Event::getAggregateSequenceNumber)
        .containsExactly(1L, 2L);
    assertThat(client.stream("nobody")).isEmpty();
  }

  @Test
  void the_highest_number_of_a_stream_is_known() {
    client.append(event("a", 0), event("a", 1));

    assertThat(answer(client.events().findHighestSequence("a"))).isEqualTo(1);
    assertThat(answer(client.events().findHighestSequence("b"))).isEqualTo(-1);
  }

  /** The connector makes them into "behind this one". */
  @Test
  void tokens_name_the_tail_the_head_and_a_time() {
    assertThat(tokens()).containsExactly(-1L, -1L, -1L);

    client.append(eventAt("a", 0, 10), eventAt("a", 1, 20), eventAt("a", 2, 30));

    assertThat(tokens()).containsExactly(-1L, 2L, 0L);
    assertThat(answer(client.events().getTokenAt(31))).isEqualTo(2);
    assertThat(answer(client.events().getTokenAt(1))).isEqualTo(-1);
  }

  private List<Long> tokens() {
    return List.of(
        answer(client.events().getFirstToken()),
        answer(client.events().getLastToken()),
        answer(client.events().getTokenAt(20)));
  }

  @Test
  void a_reader_gets_what_is_stored_and_what_comes_later() {
    client.append(event("a", 0), event("a", 1));
    try (var stream = client.streamFrom(1)) {
      assertThat(next(stream, 1)).extracting(EventWithToken::getToken).containsExactly(1L);

      client.append(event("b", 0), event("a", 2));

      assertThat(next(stream, 2))
          .containsExactly(token(2, server.events().get(2)), token(3, server.events().get(3)));
    }
  }

  private static EventWithToken token(long token, Event event) {
    return EventWithToken.newBuilder().setToken(token).setEvent(event).build();
  }

  @Test
  void a_reader_gets_more_than_its_first_permits() {
    int many = 1_000;
    client.append(LongStream.range(0, many).mapToObj(i -> event("a", i)).toArray(Event[]::new));
    try (var stream = client.streamFrom(0)) {
      assertThat(next(stream, many))
          .extracting(EventWithToken::getToken)
          .isEqualTo(LongStream.range(0, many).boxed().toList());
    }
  }

  @Test
  void a_reader_at_a_token_beyond_the_end_waits_until_events_have_grown_past_it() {
    client.append(event("a", 0));
    try (var stream = client.streamFrom(2)) {
      client.append(event("a", 1));
      client.append(event("a", 2));

      assertThat(next(stream, 1)).extracting(EventWithToken::getToken).containsExactly(2L);
    }
  }
}
