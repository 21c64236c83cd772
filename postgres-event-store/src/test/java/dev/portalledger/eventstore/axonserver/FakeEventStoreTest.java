package dev.portalledger.eventstore.axonserver;

import static dev.portalledger.eventstore.axonserver.AxonClient.answer;
import static dev.portalledger.eventstore.axonserver.AxonClient.event;
import static dev.portalledger.eventstore.axonserver.AxonClient.eventAt;
import static dev.portalledger.eventstore.axonserver.AxonClient.next;
import static org.assertj.core.api.Assertions.assertThat;

import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on the fake, and what needs an empty server. */
class FakeEventStoreTest extends AxonServerEventsContract {

  private final FakeAxonServer server = FakeAxonServer.start();

  @Override
  AxonClient connect() {
    return new AxonClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void all_that_is_stored_can_be_looked_at() {
    var events = new Event[] {event(a, 0), event(b, 0), event(a, 1)};
    client.append(events);

    assertThat(server.events()).containsExactly(events);
  }

  /** The connector makes them into "behind this one". */
  @Test
  void tokens_name_the_tail_the_head_and_a_time() {
    assertThat(tokens()).containsExactly(-1L, -1L, -1L);

    client.append(eventAt(a, 0, 10), eventAt(a, 1, 20), eventAt(a, 2, 30));

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
  void a_reader_at_a_token_beyond_the_end_waits_until_events_have_grown_past_it() {
    client.append(event(a, 0));
    try (var stream = client.streamFrom(2)) {
      client.append(event(a, 1));
      client.append(event(a, 2));

      assertThat(next(stream, 1)).extracting(EventWithToken::getToken).containsExactly(2L);
    }
  }
}
