package dev.portalledger.command.hubspot;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

/** Our client as it runs, talking to the fake. */
final class HubSpotFixture {

  static final String SECRET = "canary-app-secret";
  static final String CODE = "canary-code";
  static final String VERIFIER = "canary-verifier-0123456789012345678901234567890123";
  static final String REDIRECT = "https://ledger.test/oauth/hubspot/callback";

  static HubSpot client(String url, Duration deadline) {
    var settings = settings(url, deadline);
    var configuration = new HubSpotConfiguration();
    return configuration.hubSpot(
        settings,
        configuration.hubSpotRegistration(settings, "https://ledger.test"),
        new Circuit(Duration.ofSeconds(10)));
  }

  static TokenRefresh refresh(String url, Duration deadline) {
    return refresh(url, deadline, new Circuit(Duration.ofSeconds(10)));
  }

  static TokenRefresh refresh(String url, Duration deadline, Circuit circuit) {
    return new HubSpotConfiguration()
        .tokenRefresh(settings(url, deadline), refreshing(deadline), circuit);
  }

  static Journal journal(String url) {
    var deadline = Duration.ofSeconds(2);
    return new HubSpotConfiguration()
        .hubSpotJournal(settings(url, deadline), refreshing(deadline), Clock.systemUTC());
  }

  private static RefreshSettings refreshing(Duration deadline) {
    return new RefreshSettings(
        deadline,
        deadline.plusSeconds(5),
        deadline.plusSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Duration.ofSeconds(10));
  }

  static HubSpotSettings settings(String url, Duration deadline) {
    return new HubSpotSettings(
        "app-1",
        SECRET,
        null,
        URI.create("https://app.hubspot.com"),
        URI.create(url),
        List.of("oauth"),
        Duration.ofSeconds(2),
        deadline);
  }

  static OAuth2AuthorizationExchange consent() {
    var request =
        OAuth2AuthorizationRequest.authorizationCode()
            .authorizationUri("https://app.hubspot.com/oauth/authorize")
            .clientId("app-1")
            .redirectUri(REDIRECT)
            .state("state-1")
            .attributes(kept -> kept.put(PkceParameterNames.CODE_VERIFIER, VERIFIER))
            .build();
    var response =
        OAuth2AuthorizationResponse.success(CODE).redirectUri(REDIRECT).state("state-1").build();
    return new OAuth2AuthorizationExchange(request, response);
  }

  private HubSpotFixture() {}
}
