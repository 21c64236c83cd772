package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.hubspot.HubSpot.Exchange;
import dev.portalledger.command.hubspot.HubSpot.Revoked;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.events.authorization.FailureCause;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T13: wherever HubSpot points to, no secret of ours follows. */
class RedirectsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final RefreshToken REFRESH = new RefreshToken("canary-refresh");
  private static final AccessToken ACCESS = new AccessToken("canary-access");
  private static final HubSpotFailure UNREADABLE = new HubSpotFailure.Unreadable();

  private final FakeHubSpot server = new FakeHubSpot();
  private final FakeHubSpot elsewhere = new FakeHubSpot();
  private final HubSpot hubSpot = HubSpotFixture.client(server.url(), PATIENCE);
  private final TokenRefresh refresh = HubSpotFixture.refresh(server.url(), PATIENCE);

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("T13: a code is not sent on")
  void a_code_is_not_sent_on(int status) {
    redirects(status);

    assertThat(hubSpot.exchange(HubSpotFixture.consent()))
        .isEqualTo(new Exchange.Failed(FailureCause.HUBSPOT_ANSWER_UNREADABLE));
    assertOneCall();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("T13: a token is not sent on, whatever it is asked about")
  void a_token_is_not_sent_on(int status) {
    redirects(status);
    assertThat(hubSpot.introspect(REFRESH)).isEqualTo(new Introspection.Failed(UNREADABLE));
    assertOneCall();
    redirects(status);
    assertThat(hubSpot.introspect(ACCESS)).isEqualTo(new Introspection.Failed(UNREADABLE));
    assertOneCall();
    redirects(status);
    assertThat(hubSpot.revoke(REFRESH)).isEqualTo(new Revoked.Failed(UNREADABLE));
    assertOneCall();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("T13: a refresh token is not sent on")
  void a_refresh_token_is_not_sent_on(int status) {
    redirects(status);

    assertThat(refresh.refresh(REFRESH))
        .isInstanceOfSatisfying(
            Refreshed.class,
            refreshed ->
                assertThat(((Refreshed.Failed) refreshed).failure()).isEqualTo(UNREADABLE));
    assertThat(elsewhere.calls()).isEmpty();
  }

  private void redirects(int status) {
    server.calls().clear();
    server.answers(Answer.of(status, "text/html", "", "Location", elsewhere.url() + "/here"));
  }

  private void assertOneCall() {
    assertThat(server.calls()).hasSize(1);
    assertThat(elsewhere.calls()).isEmpty();
  }
}
