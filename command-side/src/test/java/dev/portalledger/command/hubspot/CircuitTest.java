package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.vault.RefreshToken;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** R6: while HubSpot is down, or refuses this app, it is not asked again and again. */
@DisplayName("R6 a HubSpot that is down is left alone after ten failures at most")
@Tag("R6")
@ExtendWith(OutputCaptureExtension.class)
class CircuitTest {

  private static final RefreshToken REFRESH = new RefreshToken("refresh");

  private final FakeHubSpot server = new FakeHubSpot();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void opens_within_ten_failures_and_says_so(CapturedOutput output) {
    server.answers(Answer.json(500, "{}"));
    var hubSpot = refresh(Duration.ofHours(1));

    IntStream.range(0, 50).forEach(_ -> hubSpot.refresh(REFRESH));

    assertThat(server.calls()).hasSizeBetween(1, 10);
    assertThat(output.getAll()).contains("alarm: HubSpot does not serve this app");
    assertThat(hubSpot.refresh(REFRESH))
        .isEqualTo(
            new TokenRefresh.Refreshed.Failed(
                new HubSpotFailure.Unavailable(Duration.ofHours(1)), true));
  }

  @Test
  void opens_when_hubspot_refuses_this_app_itself() {
    server.answers(Answer.json(400, "{\"error\":\"invalid_client\",\"status\":\"BAD_CLIENT_ID\"}"));
    var hubSpot = refresh(Duration.ofHours(1));

    IntStream.range(0, 50).forEach(_ -> hubSpot.refresh(REFRESH));

    assertThat(server.calls()).hasSizeBetween(1, 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BAD_REFRESH_TOKEN", "BAD_HUB"})
  void stays_closed_over_any_number_of_dead_grants(String status) {
    server.answers(Answer.json(400, "{\"status\":\"%s\"}".formatted(status)));
    var hubSpot = refresh(Duration.ofHours(1));

    IntStream.range(0, 50).forEach(_ -> hubSpot.refresh(REFRESH));

    assertThat(server.calls()).hasSize(50);
  }

  @Test
  void closes_again_when_hubspot_is_back() {
    server.answers(Answer.json(500, "{}"));
    var hubSpot = refresh(Duration.ofMillis(1));
    IntStream.range(0, 10).forEach(_ -> hubSpot.refresh(REFRESH));
    server.answers(Answer.json(400, "{\"status\":\"BAD_REFRESH_TOKEN\"}"));
    server.calls().clear();

    IntStream.range(0, 20).forEach(_ -> hubSpot.refresh(REFRESH));

    assertThat(server.calls()).hasSizeGreaterThan(15);
  }

  private TokenRefresh refresh(Duration pause) {
    return HubSpotFixture.refresh(server.url(), Duration.ofSeconds(10), new Circuit(pause));
  }
}
