package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Failed;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed.Granted;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRefreshTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final RefreshToken REFRESH = new RefreshToken("canary-refresh");
  private static final String GRANTED =
      """
      {"token_type":"bearer","access_token":"canary-access","refresh_token":"canary-rotated",
       "expires_in":1800,"hub_id":1001,"scopes":["oauth"]}
      """;

  private final FakeHubSpot server = new FakeHubSpot();
  private final TokenRefresh hubSpot = HubSpotFixture.refresh(server.url(), PATIENCE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fresh_tokens_come_with_the_life_that_is_left_of_them() {
    server.answers(Answer.json(200, GRANTED));

    var granted = (Granted) hubSpot.refresh(REFRESH);

    assertThat(granted.access()).isEqualTo(new AccessToken("canary-access"));
    assertThat(granted.rotated()).isEqualTo(new RefreshToken("canary-rotated"));
    assertThat(granted.life()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
    assertThat(server.calls())
        .containsExactly(
            new FakeHubSpot.Call(
                "POST",
                "/oauth/2026-03/token",
                Map.of(
                    "grant_type", "refresh_token",
                    "refresh_token", "canary-refresh",
                    "client_id", "app-1",
                    "client_secret", HubSpotFixture.SECRET),
                null));
    assertThat(granted.toString()).doesNotContain("canary");
  }

  @Test
  void an_answer_without_a_refresh_token_leaves_the_old_one_in_force() {
    server.answers(Answer.json(200, GRANTED.replace("\"refresh_token\":\"canary-rotated\",", "")));

    assertThat(((Granted) hubSpot.refresh(REFRESH)).rotated()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid_client", "unauthorized_client", "BAD_CLIENT_SECRET"})
  void our_own_fault_is_never_held_against_the_grant(String word) {
    server.answers(Answer.json(400, "{\"error\":\"%s\",\"status\":\"%1$s\"}".formatted(word)));

    assertThat(hubSpot.refresh(REFRESH))
        .isEqualTo(new Failed(new HubSpotFailure.OurFault(word), true));
  }

  @Test
  @Tag("R8")
  @DisplayName("R8 a hiccup is tried again at most twice and only from savings")
  void a_hiccup_is_tried_again_at_most_twice_and_only_from_savings() {
    server.answers(Answer.json(200, GRANTED));
    IntStream.range(0, 20).forEach(_ -> hubSpot.refresh(REFRESH));
    server.calls().clear();
    server.answers(Answer.json(503, "{}"));

    assertThat(hubSpot.refresh(REFRESH)).isEqualTo(unavailable());
    assertThat(server.calls()).as("one, and two repetitions").hasSize(3);

    assertThat(hubSpot.refresh(REFRESH)).isEqualTo(unavailable());
    assertThat(server.calls()).as("the savings are used up").hasSize(4);
  }

  @Test
  @Tag("R8")
  @DisplayName("R8 an outage is answered with at most a tenth more load")
  void an_outage_is_answered_with_at_most_a_tenth_more_load() {
    server.answers(Answer.json(429, "{}"));

    IntStream.range(0, 100).forEach(_ -> hubSpot.refresh(REFRESH));

    assertThat(server.calls()).hasSizeBetween(100, 110);
  }

  @ParameterizedTest
  @Tag("R8")
  @DisplayName("R8 who names a time is not asked again before")
  @ValueSource(ints = {429, 477, 503})
  void who_names_a_time_is_not_asked_again_before(int status) {
    server.answers(Answer.json(200, GRANTED));
    IntStream.range(0, 20).forEach(_ -> hubSpot.refresh(REFRESH));
    server.calls().clear();
    server.answers(Answer.of(status, "application/json", "{}", "Retry-After", "3600"));

    var failed = (Failed) hubSpot.refresh(REFRESH);

    assertThat(server.calls()).hasSize(1);
    assertThat(failed.outcomeKnown()).isTrue();
    assertThat(failed.failure())
        .isIn(
            new HubSpotFailure.RateLimited(Duration.ofHours(1)),
            new HubSpotFailure.Unavailable(Duration.ofHours(1)));
  }

  @Test
  @Tag("R7")
  @DisplayName("R7 a refresh ends at its deadline whether HubSpot is silent or half way")
  @Timeout(8)
  void a_refresh_ends_at_its_deadline_whether_hubspot_is_silent_or_half_way() {
    var impatient = HubSpotFixture.refresh(server.url(), Duration.ofMillis(400));
    server.answers(Answer.held());
    assertThat(impatient.refresh(REFRESH)).isEqualTo(lost());
    server.answers(Answer.heldHalfWay());
    assertThat(impatient.refresh(REFRESH)).isEqualTo(lost());
  }

  @Test
  @Tag("R23")
  void a_reply_that_is_lost_leaves_the_outcome_unknown() {
    server.answers(Answer.none());
    assertThat(hubSpot.refresh(REFRESH)).isEqualTo(lost());

    server.answers(Answer.cutOff());
    assertThat(hubSpot.refresh(REFRESH)).isEqualTo(lost());
    assertThat(server.calls()).as("never again by itself").hasSize(2);
  }

  @Test
  @Tag("R6")
  @DisplayName("R6 nobody listening is an outage in which nothing happened")
  void nobody_listening_is_an_outage_in_which_nothing_happened() {
    server.close();

    assertThat(hubSpot.refresh(REFRESH)).isEqualTo(unavailable());
  }

  private static Refreshed unavailable() {
    return new Failed(new HubSpotFailure.Unavailable(), true);
  }

  private static Refreshed lost() {
    return new Failed(new HubSpotFailure.Unavailable(), false);
  }
}
