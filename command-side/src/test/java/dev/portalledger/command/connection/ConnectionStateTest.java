package dev.portalledger.command.connection;

import static dev.portalledger.command.connection.Histories.ACME;
import static dev.portalledger.command.connection.Histories.GLOBEX;
import static dev.portalledger.command.connection.Histories.confirmed;
import static dev.portalledger.command.connection.Histories.connected;
import static dev.portalledger.command.connection.Histories.expired;
import static dev.portalledger.command.connection.Histories.reconnected;
import static dev.portalledger.command.connection.Histories.revoked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.connection.ConnectionState.Connected;
import dev.portalledger.command.connection.ConnectionState.Expired;
import dev.portalledger.command.connection.ConnectionState.Free;
import dev.portalledger.command.connection.PortalHistory.Answer;
import dev.portalledger.events.connection.PortalConnectionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionStateTest {

  @Test
  void follows_a_portal_through_two_organizations() {
    var state =
        after(
            connected(ACME, 1),
            expired(ACME, 1),
            reconnected(ACME, 2),
            revoked(ACME, 2),
            connected(GLOBEX, 1),
            confirmed(ACME, 2),
            expired(GLOBEX, 1),
            revoked(GLOBEX, 1));

    assertThat(state).isInstanceOf(Free.class);
    assertThat(state.history().wasLastHeldBy(GLOBEX)).isTrue();
    assertThat(state.history().nextGeneration(ACME)).isEqualTo(3);
    assertThat(state.history().nextGeneration(GLOBEX)).isEqualTo(2);
    assertThat(state.history().awaits(Answer.REVOKED, GLOBEX, 1)).isTrue();
    assertThat(state.history().awaits(Answer.REVOKED, ACME, 2)).isFalse();
  }

  @Test
  void is_held_while_connected_or_expired() {
    assertThat(after(connected(ACME, 1))).isInstanceOf(Connected.class);
    assertThat(after(connected(ACME, 1)).isHeldBy(ACME, 1)).isTrue();
    assertThat(after(connected(ACME, 1), expired(ACME, 1))).isInstanceOf(Expired.class);
    assertThat(after(connected(ACME, 1), expired(ACME, 1)).isHeldBy(ACME, 1)).isTrue();
    assertThat(after(connected(ACME, 1), revoked(ACME, 1)).isHeldBy(ACME, 1)).isFalse();
  }

  /** Each ends with the event that cannot follow. */
  static Stream<List<PortalConnectionEvent>> impossibleHistories() {
    return Stream.of(
        // a grant where there can be none
        List.of(reconnected(ACME, 1)),
        List.of(connected(ACME, 1), connected(ACME, 2)),
        List.of(connected(ACME, 1), connected(GLOBEX, 1)),
        List.of(connected(ACME, 1), expired(ACME, 1), connected(GLOBEX, 1)),
        List.of(connected(ACME, 1), reconnected(GLOBEX, 1)),
        List.of(connected(ACME, 1), revoked(ACME, 1), connected(ACME, 2)),
        List.of(connected(ACME, 1), revoked(ACME, 1), reconnected(GLOBEX, 1)),
        // a generation out of turn
        List.of(connected(ACME, 2)),
        List.of(connected(ACME, 1), reconnected(ACME, 1)),
        List.of(connected(ACME, 1), reconnected(ACME, 3)),
        // an expiry of what is not connected
        List.of(expired(ACME, 1)),
        List.of(connected(ACME, 1), expired(ACME, 2)),
        List.of(connected(ACME, 1), expired(GLOBEX, 1)),
        List.of(connected(ACME, 1), expired(ACME, 1), expired(ACME, 1)),
        List.of(connected(ACME, 1), revoked(ACME, 1), expired(ACME, 1)),
        // a revocation of what is not held
        List.of(revoked(ACME, 1)),
        List.of(connected(ACME, 1), revoked(GLOBEX, 1)),
        List.of(connected(ACME, 1), reconnected(ACME, 2), revoked(ACME, 1)),
        List.of(connected(ACME, 1), expired(ACME, 1), revoked(GLOBEX, 1)),
        List.of(connected(ACME, 1), expired(ACME, 1), revoked(ACME, 2)),
        List.of(connected(ACME, 1), revoked(ACME, 1), revoked(ACME, 1)),
        // a confirmation nobody waits for
        List.of(confirmed(ACME, 1)),
        List.of(connected(ACME, 1), confirmed(ACME, 1)),
        List.of(connected(ACME, 1), revoked(ACME, 1), confirmed(GLOBEX, 1)),
        List.of(connected(ACME, 1), revoked(ACME, 1), confirmed(ACME, 1), confirmed(ACME, 1)));
  }

  @ParameterizedTest
  @MethodSource("impossibleHistories")
  void an_impossible_history_is_never_shrugged_off(List<PortalConnectionEvent> history) {
    var possible = history.subList(0, history.size() - 1);
    var before = after(possible.toArray(PortalConnectionEvent[]::new));

    assertThatThrownBy(() -> ConnectionState.after(before, history.getLast()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static ConnectionState after(PortalConnectionEvent... history) {
    ConnectionState state = new Free(PortalHistory.NONE);
    for (var event : history) {
      state = ConnectionState.after(state, event);
    }
    return state;
  }
}
