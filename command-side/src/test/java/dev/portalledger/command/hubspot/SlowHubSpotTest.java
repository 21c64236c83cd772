package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.hubspot.HubSpot.Exchange;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.events.authorization.FailureCause;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A deadline is for a whole call, however HubSpot spends the time. Here it is a second. */
@DisplayName("R7 a slow HubSpot is waited for, and a slower one is not")
@Tag("R7")
class SlowHubSpotTest {

  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final RefreshToken REFRESH = new RefreshToken("canary-refresh");
  private static final String GRANTED =
      """
      {"token_type":"bearer","access_token":"canary-access","refresh_token":"canary-rotated",\
      "expires_in":1800}\
      """;

  /** Every byte comes well within the deadline, all of them take ten times as long. */
  private static final Answer DRIP = Answer.drip(Duration.ofMillis(100), GRANTED);

  private final FakeHubSpot server = new FakeHubSpot();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("R7 two seconds: the call waits and is served")
  void two_seconds_are_waited_for() {
    server.answers(Answer.after(Duration.ofSeconds(2), Answer.json(200, GRANTED)));
    var patient = Duration.ofSeconds(10);

    assertThat(HubSpotFixture.refresh(server.url(), patient).refresh(REFRESH))
        .isInstanceOf(Refreshed.Granted.class);
    assertThat(HubSpotFixture.client(server.url(), patient).exchange(HubSpotFixture.consent()))
        .isInstanceOf(Exchange.Granted.class);
  }

  @Test
  @Timeout(8)
  @DisplayName("R7 as long as the deadline: every kind of call ends at it")
  void silence_ends_at_the_deadline() {
    server.answers(Answer.after(Duration.ofSeconds(30), Answer.json(200, GRANTED)));

    assertThatEverythingEnds();
  }

  @Test
  @Timeout(8)
  @DisplayName("R7 byte by byte: no byte buys more time")
  void a_drip_ends_at_the_deadline() {
    server.answers(DRIP);

    assertThatEverythingEnds();
  }

  private void assertThatEverythingEnds() {
    var client = HubSpotFixture.client(server.url(), DEADLINE);
    assertThat(client.exchange(HubSpotFixture.consent()))
        .isEqualTo(new Exchange.Failed(FailureCause.HUBSPOT_UNAVAILABLE));
    assertThat(client.introspect(REFRESH))
        .isEqualTo(new Introspection.Failed(new HubSpotFailure.Unavailable()));
    assertThat(HubSpotFixture.refresh(server.url(), DEADLINE).refresh(REFRESH))
        .isEqualTo(new Refreshed.Failed(new HubSpotFailure.Unavailable(), false));
  }
}
