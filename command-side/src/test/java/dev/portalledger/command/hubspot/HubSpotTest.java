package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.FakeHubSpot.Answer;
import dev.portalledger.command.hubspot.HubSpot.Exchange;
import dev.portalledger.command.hubspot.HubSpot.Revoked;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.connection.AuthorizerStanding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class HubSpotTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IMPATIENCE = Duration.ofMillis(400);

  private static final RefreshToken REFRESH = new RefreshToken("canary-refresh");
  private static final AccessToken ACCESS = new AccessToken("canary-access");

  private static final String ACTIVE =
      """
      {"active":true,"token":"canary-refresh","hub_id":1001,"user_id":222,"client_id":"app-1",
       "app_id":5,"user":"jdoe@hubspot.test","hub_domain":"example.test",
       "scopes":["oauth","crm.lists.read","oauth"],"token_use":"refresh_token"}
      """;

  private final FakeHubSpot server = new FakeHubSpot();
  private final HubSpot hubSpot = HubSpotFixture.client(server.url(), PATIENCE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void introspection_says_whose_grant_it_is() {
    server.answers(Answer.json(200, ACTIVE));

    var grant = hubSpot.introspect(REFRESH);

    assertThat(grant)
        .isEqualTo(
            new Introspection.Active(
                1001,
                222,
                "jdoe@hubspot.test",
                "app-1",
                List.of("crm.lists.read", "oauth"),
                "example.test"));
    assertThat(grant.toString()).doesNotContain("jdoe");
    assertThat(server.calls())
        .containsExactly(
            new FakeHubSpot.Call(
                "POST",
                "/oauth/2026-03/token/introspect",
                Map.of(
                    "client_id", "app-1",
                    "client_secret", HubSpotFixture.SECRET,
                    "token", "canary-refresh",
                    "token_type_hint", "refresh_token"),
                null));
  }

  @Test
  void introspection_of_an_access_token_says_so() {
    server.answers(Answer.json(200, ACTIVE));

    var _ = hubSpot.introspect(ACCESS);

    assertThat(server.calls().getFirst().form())
        .containsEntry("token", "canary-access")
        .containsEntry("token_type_hint", "access_token");
  }

  @Test
  void a_grant_of_another_app_is_not_ours() {
    server.answers(Answer.json(200, ACTIVE));
    var ours = (Introspection.Active) hubSpot.introspect(REFRESH);
    server.answers(Answer.json(200, ACTIVE.replace("app-1", "app-2")));
    var other = (Introspection.Active) hubSpot.introspect(REFRESH);

    assertThat(hubSpot.isOurs(ours)).isTrue();
    assertThat(hubSpot.isOurs(other)).isFalse();
  }

  @Test
  void a_token_hubspot_does_not_know_is_inactive() {
    server.answers(Answer.json(200, "{\"active\": false}"));

    assertThat(hubSpot.introspect(REFRESH)).isEqualTo(new Introspection.Inactive());
  }

  @Test
  void user_and_domain_may_be_missing_or_nonsense() {
    server.answers(
        Answer.json(
            200, ACTIVE.replace("example.test", "<script>").replace("jdoe@hubspot.test", " ")));

    assertThat(hubSpot.introspect(REFRESH))
        .isEqualTo(
            new Introspection.Active(
                1001, 222, null, "app-1", List.of("crm.lists.read", "oauth"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"active\":\"true\"}",
        "{\"active\":true}",
        "{\"active\":true,\"hub_id\":0,\"user_id\":1,\"client_id\":\"a\",\"scopes\":[]}",
        "{\"active\":true,\"hub_id\":1.5,\"user_id\":1,\"client_id\":\"a\",\"scopes\":[]}",
        "{\"active\":true,\"hub_id\":\"1\",\"user_id\":1,\"client_id\":\"a\",\"scopes\":[]}",
        "{\"active\":true,\"hub_id\":1,\"user_id\":1,\"client_id\":\"a\"}",
        "{\"active\":true,\"hub_id\":1,\"user_id\":1,\"client_id\":\"a\",\"scopes\":[1]}",
        "{\"active\":true,\"hub_id\":1,\"user_id\":1,\"client_id\":\"a\",\"scopes\":[\"a b\"]}",
        "{\"active\":true,\"hub_id\":1,\"user_id\":1,\"scopes\":[]}"
      })
  void an_introspection_that_is_neither_yes_nor_no_is_unreadable(String body) {
    server.answers(Answer.json(200, body));

    assertThat(hubSpot.introspect(REFRESH))
        .isEqualTo(new Introspection.Failed(new HubSpotFailure.Unreadable()));
  }

  @Test
  void failures_keep_hubspots_word_and_its_patience() {
    server.answers(Answer.json(400, "{\"status\":\"BAD_REFRESH_TOKEN\",\"error\":\"x\"}"));
    assertThat(hubSpot.introspect(REFRESH))
        .isEqualTo(new Introspection.Failed(new HubSpotFailure.DeadGrant("BAD_REFRESH_TOKEN")));

    server.answers(Answer.json(400, "{\"status\":\"BAD_CLIENT_ID\"}"));
    assertThat(hubSpot.revoke(REFRESH))
        .isEqualTo(new Revoked.Failed(new HubSpotFailure.OurFault("BAD_CLIENT_ID")));

    server.answers(Answer.of(429, "text/plain", "slow down", "Retry-After", "7"));
    assertThat(hubSpot.revoke(REFRESH))
        .isEqualTo(new Revoked.Failed(new HubSpotFailure.RateLimited(Duration.ofSeconds(7))));

    server.answers(Answer.of(429, "text/plain", "", "Retry-After", "in a while"));
    assertThat(hubSpot.revoke(REFRESH))
        .isEqualTo(new Revoked.Failed(new HubSpotFailure.RateLimited(null)));

    server.answers(Answer.json(400, "{\"status\":\"free text, personal data\"}"));
    assertThat(hubSpot.revoke(REFRESH))
        .isEqualTo(new Revoked.Failed(new HubSpotFailure.OurFault("400")));
  }

  @Test
  void a_revocation_is_confirmed_by_200_alone_whatever_the_body() {
    server.answers(Answer.of(200, "text/plain", ""));
    assertThat(hubSpot.revoke(REFRESH)).isEqualTo(new Revoked.Confirmed());

    server.answers(Answer.of(302, "text/plain", "", "Location", "/login"));
    assertThat(hubSpot.revoke(REFRESH))
        .isEqualTo(new Revoked.Failed(new HubSpotFailure.Unreadable()));
    assertThat(server.calls())
        .extracting(FakeHubSpot.Call::path)
        .containsExactly("/oauth/2026-03/token/revoke", "/oauth/2026-03/token/revoke");
    assertThat(server.calls().getFirst().form()).containsEntry("token", "canary-refresh");
  }

  @Test
  void the_standing_is_asked_only_if_the_scopes_allow() {
    assertThat(hubSpot.authorizerStanding(ACCESS, grant("oauth")))
        .isEqualTo(AuthorizerStanding.UNKNOWN);
    assertThat(server.calls()).isEmpty();

    server.answers(Answer.json(200, "{\"id\":\"222\",\"superAdmin\":true,\"roleIds\":[]}"));
    assertThat(hubSpot.authorizerStanding(ACCESS, grant("settings.users.read")))
        .isEqualTo(AuthorizerStanding.SUPER_ADMIN);
    server.answers(Answer.json(200, "{\"id\":\"222\",\"superAdmin\":false}"));
    assertThat(hubSpot.authorizerStanding(ACCESS, grant("crm.objects.users.read")))
        .isEqualTo(AuthorizerStanding.NOT_SUPER_ADMIN);

    assertThat(server.calls().getFirst())
        .isEqualTo(
            new FakeHubSpot.Call(
                "GET", "/settings/users/2026-03/222", Map.of(), "Bearer canary-access"));
  }

  @Test
  void an_authorizer_that_hubspot_does_not_find_is_deactivated() {
    server.answers(Answer.json(404, "{\"status\":\"error\",\"message\":\"User does not exist\"}"));
    assertThat(hubSpot.authorizerNow(ACCESS, grant("settings.users.read")))
        .isEqualTo(AuthorizerNow.DEACTIVATED);
    server.answers(Answer.of(404, "text/html", "<html>"));
    assertThat(hubSpot.authorizerNow(ACCESS, grant("settings.users.read")))
        .isEqualTo(AuthorizerNow.UNKNOWN);
    assertThat(hubSpot.letsUsReadUsers(grant("oauth"))).isFalse();
  }

  @Test
  void whatever_goes_wrong_with_the_standing_is_unknown() {
    for (var answer :
        List.of(
            Answer.json(403, "{\"status\":\"error\",\"category\":\"MISSING_SCOPES\"}"),
            Answer.json(500, "{}"),
            Answer.json(200, "{\"superAdmin\":\"yes\"}"),
            Answer.of(200, "text/html", "<html>"),
            Answer.none())) {
      server.answers(answer);
      assertThat(hubSpot.authorizerStanding(ACCESS, grant("settings.users.read")))
          .isEqualTo(AuthorizerStanding.UNKNOWN);
    }
  }

  @Test
  @Timeout(8)
  void a_call_ends_at_its_deadline_whether_hubspot_is_silent_or_half_way() {
    var impatient = HubSpotFixture.client(server.url(), IMPATIENCE);
    for (var answer : List.of(Answer.held(), Answer.heldHalfWay())) {
      server.answers(answer);

      assertThat(impatient.introspect(REFRESH))
          .isEqualTo(new Introspection.Failed(new HubSpotFailure.Unavailable()));
      assertThat(impatient.revoke(REFRESH))
          .isEqualTo(new Revoked.Failed(new HubSpotFailure.Unavailable()));
      assertThat(impatient.exchange(HubSpotFixture.consent()))
          .isEqualTo(new Exchange.Failed(FailureCause.HUBSPOT_UNAVAILABLE));
    }
  }

  @Test
  void nobody_listening_is_an_outage() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertThat(HubSpotFixture.client("http://127.0.0.1:" + port, PATIENCE).introspect(REFRESH))
        .isEqualTo(new Introspection.Failed(new HubSpotFailure.Unavailable()));
  }

  @Test
  void no_secret_is_logged_even_at_trace(CapturedOutput output) {
    var logging = LoggingSystem.get(getClass().getClassLoader());
    logging.setLogLevel("org.springframework", LogLevel.TRACE);
    logging.setLogLevel("dev.portalledger", LogLevel.TRACE);
    try {
      for (var answer :
          List.of(
              Answer.json(200, "{\"access_token\":\"canary-access\" canary-refresh"),
              Answer.json(200, ACTIVE),
              Answer.json(400, "{\"status\":\"canary-refresh\",\"message\":\"canary-code\"}"),
              Answer.none())) {
        server.answers(answer);
        var _ = hubSpot.exchange(HubSpotFixture.consent());
        var _ = hubSpot.introspect(REFRESH);
        var _ = hubSpot.revoke(REFRESH);
        var _ = hubSpot.authorizerStanding(ACCESS, grant("settings.users.read"));
      }
    } finally {
      logging.setLogLevel("org.springframework", null);
      logging.setLogLevel("dev.portalledger", null);
    }

    assertThat(output.getAll()).contains("Writing [").doesNotContain("canary");
  }

  private static Introspection.Active grant(String scope) {
    return new Introspection.Active(1001, 222, null, "app-1", List.of(scope), null);
  }
}
