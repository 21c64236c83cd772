package dev.portalledger.command.hubspot;

import static java.util.Objects.requireNonNull;

import dev.portalledger.command.hubspot.HubSpotFailure.OurFault;
import dev.portalledger.command.hubspot.HubSpotFailure.Unreadable;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.events.connection.AuthorizerStanding;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** HubSpot over HTTP. */
final class RestHubSpot implements HubSpot {

  private static final Logger log = LoggerFactory.getLogger(RestHubSpot.class);

  private static final Set<String> LETS_READ_USERS =
      Set.of("settings.users.read", "crm.objects.users.read");

  /** HubSpot's users are those that are active. */
  private static final HubSpotFailure NO_SUCH_USER = new OurFault("404");

  private final HubSpotSettings settings;
  private final ClientRegistration registration;
  private final RestClient http;
  private final OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes;

  RestHubSpot(
      HubSpotSettings settings,
      ClientRegistration registration,
      RestClient http,
      OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes) {
    this.settings = settings;
    this.registration = registration;
    this.http = http;
    this.codes = codes;
  }

  @Override
  public Exchange exchange(OAuth2AuthorizationExchange exchange) {
    try {
      return new Exchange.Granted(
          tokens(
              codes.getTokenResponse(
                  new OAuth2AuthorizationCodeGrantRequest(registration, exchange))));
    } catch (OAuth2AuthorizationException e) {
      return new Exchange.Failed(noted("token", Failures.of(e)).cause());
    }
  }

  @Override
  public Introspection introspect(RefreshToken token) {
    return introspect(token.value(), "refresh_token");
  }

  @Override
  public Introspection introspect(AccessToken token) {
    return introspect(token.value(), "access_token");
  }

  @Override
  public boolean isOurs(Introspection.Active grant) {
    return grant.clientId().equals(settings.clientId());
  }

  @Override
  public Revoked revoke(RefreshToken token) {
    try {
      var _ = post("/oauth/2026-03/token/revoke", token.value(), "refresh_token");
      return new Revoked.Confirmed();
    } catch (RestClientException e) {
      return new Revoked.Failed(noted("revoke", Failures.of(e)));
    }
  }

  @Override
  public Uninstalled uninstall(AccessToken token) {
    try {
      var _ =
          http.delete()
              .uri(settings.apiUrl() + "/appinstalls/2026-03/external-install")
              .header(HttpHeaders.AUTHORIZATION, "Bearer " + token.value())
              .retrieve()
              .toBodilessEntity();
      return new Uninstalled.Confirmed();
    } catch (RestClientException e) {
      return new Uninstalled.Failed(noted("uninstall", Failures.of(e)));
    }
  }

  @Override
  public AuthorizerStanding authorizerStanding(AccessToken token, Introspection.Active grant) {
    return switch (authorizerNow(token, grant)) {
      case SUPER_ADMIN -> AuthorizerStanding.SUPER_ADMIN;
      case NOT_SUPER_ADMIN -> AuthorizerStanding.NOT_SUPER_ADMIN;
      case DEACTIVATED, UNKNOWN -> AuthorizerStanding.UNKNOWN;
    };
  }

  @Override
  public boolean letsUsReadUsers(Introspection.Active grant) {
    return grant.scopes().stream().anyMatch(LETS_READ_USERS::contains);
  }

  @Override
  public AuthorizerNow authorizerNow(AccessToken token, Introspection.Active grant) {
    if (!letsUsReadUsers(grant)) {
      return AuthorizerNow.UNKNOWN;
    }
    try {
      return standing(user(token, grant.userId()));
    } catch (RestClientException e) {
      var failure = Failures.of(e);
      if (failure.equals(NO_SUCH_USER)) {
        return AuthorizerNow.DEACTIVATED;
      }
      var _ = noted("users", failure);
      return AuthorizerNow.UNKNOWN;
    }
  }

  private ResponseEntity<byte[]> user(AccessToken token, long id) {
    return http.get()
        .uri(settings.apiUrl() + "/settings/users/2026-03/{id}", id)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token.value())
        .accept(MediaType.APPLICATION_JSON)
        .retrieve()
        .toEntity(byte[].class);
  }

  private Introspection introspect(String token, String hint) {
    try {
      var answer = post("/oauth/2026-03/token/introspect", token, hint);
      return Json.read(answer.getHeaders().getContentType(), body(answer))
          .flatMap(Introspected::of)
          .orElseGet(() -> new Introspection.Failed(noted("introspect", new Unreadable())));
    } catch (RestClientException e) {
      return new Introspection.Failed(noted("introspect", Failures.of(e)));
    }
  }

  private ResponseEntity<byte[]> post(String path, String token, String hint) {
    return http.post()
        .uri(settings.apiUrl() + path)
        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
        .accept(MediaType.APPLICATION_JSON)
        .body(
            Unprinted.form(
                "client_id",
                settings.clientId(),
                "client_secret",
                settings.clientSecret(),
                "token",
                token,
                "token_type_hint",
                hint))
        .retrieve()
        .toEntity(byte[].class);
  }

  private static AuthorizerNow standing(ResponseEntity<byte[]> answer) {
    return Json.read(answer.getHeaders().getContentType(), body(answer))
        .flatMap(json -> json.flag("superAdmin"))
        .map(superAdmin -> superAdmin ? AuthorizerNow.SUPER_ADMIN : AuthorizerNow.NOT_SUPER_ADMIN)
        .orElse(AuthorizerNow.UNKNOWN);
  }

  private static byte[] body(ResponseEntity<byte[]> answer) {
    byte[] body = answer.getBody();
    return body == null ? new byte[0] : body;
  }

  private static Tokens tokens(OAuth2AccessTokenResponse answer) {
    var access = answer.getAccessToken();
    return new Tokens(
        new AccessToken(access.getTokenValue()),
        requireNonNull(access.getExpiresAt()),
        new RefreshToken(requireNonNull(answer.getRefreshToken()).getTokenValue()));
  }

  private static HubSpotFailure noted(String endpoint, HubSpotFailure failure) {
    if (failure instanceof OurFault) {
      log.error("HubSpot refuses this app at {}: {}", endpoint, failure);
    } else {
      log.warn("HubSpot's {} gave nothing: {}", endpoint, failure);
    }
    return failure;
  }
}
