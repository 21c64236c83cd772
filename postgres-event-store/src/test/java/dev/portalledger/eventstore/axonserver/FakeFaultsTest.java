package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.answer;
import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static dev.portalledger.eventstore.axonserver.AxonClient.eventually;
import static dev.portalledger.eventstore.axonserver.AxonClient.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.axoniq.axonserver.connector.impl.StreamClosedException;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import io.grpc.Status;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on request, and what a client sees of it. */
class FakeFaultsTest {

  private final FakeAxonServer server = FakeAxonServer.start();
  private final AxonClient client = new AxonClient(server);

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void an_append_can_be_stored_without_an_answer() {
    server.losesTheAnswerOfTheNextAppend();

    assertUnavailable(() -> client.append(event("a", 0)));

    assertThat(client.stream("a")).hasSize(1);
    client.append(event("a", 1));
  }

  @Test
  void an_append_can_be_refused_before_it_is_stored() {
    server.refusesTheNextAppendBeforeStoring();

    assertUnavailable(() -> client.append(event("a", 0)));

    assertThat(server.events()).isEmpty();
    client.append(event("a", 0));
  }

  @Test
  void an_append_can_be_held_and_is_stored_when_it_is_released() {
    var held = server.holdsTheNextAppend();
    var append = client.appending(event("a", 0), event("b", 0));
    held.awaitArrival();
    assertThat(server.events()).isEmpty();
    assertThat(append).isNotDone();

    held.release();
    answer(append);

    assertThat(server.events()).hasSize(2);
  }

  @Test
  void others_append_beside_one_that_is_held_and_can_take_its_place() {
    var held = server.holdsTheNextAppend();
    var late = client.appending(event("b", 0), event("a", 0));
    held.awaitArrival();
    client.append(event("a", 0));
    held.release();

    assertThatThrownBy(() -> answer(late))
        .satisfies(
            refusal ->
                assertThat(Status.fromThrowable(refusal).getCode())
                    .isEqualTo(Status.Code.OUT_OF_RANGE));
    assertThat(server.events()).hasSize(1);
  }

  @Test
  void what_is_held_is_stored_even_if_its_client_has_gone_away() {
    var held = server.holdsTheNextAppend();
    var cable = new Cable(server.address());
    try (var gone = new AxonClient(cable.address(), "")) {
      var append = gone.appending(event("a", 0));
      held.awaitArrival();
      cable.cut();
      assertUnavailable(() -> answer(append));
    }
    try (var stream = client.streamFrom(0)) {
      held.release();

      assertThat(next(stream, 1)).hasSize(1);
    }
  }

  @Test
  void what_is_held_is_lost_when_the_server_stops() {
    var held = server.holdsTheNextAppend();
    var append = client.appending(event("a", 0));
    held.awaitArrival();
    server.stop();

    assertUnavailable(() -> answer(append));
    server.startAgain();
    assertThat(eventually(() -> client.stream("a"))).isEmpty();
  }

  @Test
  void clients_find_back_to_a_server_that_was_away_and_its_events_are_there() {
    client.append(event("a", 0));
    server.stop();
    assertUnavailable(() -> client.append(event("a", 1)));

    server.startAgain();

    assertThat(eventually(() -> client.stream("a"))).hasSize(1);
    client.append(event("a", 1));
    assertThat(server.events())
        .extracting(Event::getAggregateSequenceNumber)
        .containsExactly(0L, 1L);
  }

  @Test
  void a_reader_is_cut_off_when_the_server_stops_and_goes_on_at_its_token() {
    client.append(event("a", 0), event("a", 1));
    try (var before = client.streamFrom(0)) {
      next(before, 1);
      server.stop();
      next(before, 1);
      assertThatThrownBy(before::next).isInstanceOf(StreamClosedException.class);
    }
    server.startAgain();
    eventually(() -> client.stream("a"));

    try (var after = client.streamFrom(2)) {
      client.append(event("a", 2));
      assertThat(next(after, 1)).extracting(EventWithToken::getToken).containsExactly(2L);
    }
  }

  @Test
  void a_loss_of_power_takes_the_last_events_though_they_were_acknowledged() {
    client.append(event("a", 0), event("b", 0));
    client.append(event("a", 1));
    server.stop();
    server.forgets(1);
    server.startAgain();

    assertThat(eventually(() -> client.stream("a"))).hasSize(1);
    assertThat(client.stream("b")).isEmpty();
    assertThat(answer(client.events().findHighestSequence("a"))).isZero();
    client.append(event("b", 0), event("a", 1));
    assertThat(answer(client.events().getLastToken())).isEqualTo(2);
  }

  @Test
  void a_server_that_runs_forgets_nothing() {
    client.append(event("a", 0));

    assertThatThrownBy(() -> server.forgets(0)).isInstanceOf(IllegalStateException.class);
    assertThat(server.events()).hasSize(1);
  }

  /** Which of the two it is depends on whether the call had reached the server's thread. */
  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .satisfies(
            refusal ->
                assertThat(Status.fromThrowable(refusal).getCode())
                    .isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED));
  }
}
