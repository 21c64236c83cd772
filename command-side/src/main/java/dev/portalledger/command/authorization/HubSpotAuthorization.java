package dev.portalledger.command.authorization;

import static java.util.Objects.requireNonNull;

import dev.portalledger.command.hubspot.HubSpotSettings;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.PublicAddress;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.stereotype.Component;

/** Authorization requests to HubSpot, with PKCE and a state of 256 random bits. */
@Component
class HubSpotAuthorization {

  private final ClientRegistration hubSpot;
  private final HubSpotSettings settings;
  private final String marketplaceRedirect;

  HubSpotAuthorization(
      ClientRegistration hubSpotRegistration, HubSpotSettings settings, PublicAddress address) {
    this.hubSpot = hubSpotRegistration;
    this.settings = settings;
    this.marketplaceRedirect = address.at("/oauth/hubspot/marketplace/callback").toString();
  }

  AskedScopes scopes(List<Feature> features) {
    return AskedScopes.forFeatures(features, settings.requiredScopes());
  }

  /** With an expected portal HubSpot skips its account picker. */
  OAuth2AuthorizationRequest request(AskedScopes scopes, @Nullable PortalId expected) {
    var builder = builder(Secrets.random()).scopes(new HashSet<>(scopes.required()));
    if (!scopes.optional().isEmpty()) {
      builder.additionalParameters(
          more -> more.put("optional_scope", String.join(" ", scopes.optional())));
    }
    if (expected != null) {
      builder.authorizationUri(settings.authorizeUrl() + "/oauth/" + expected + "/authorize");
    }
    OAuth2AuthorizationRequestCustomizers.withPkce().accept(builder);
    return builder.build();
  }

  String state(OAuth2AuthorizationRequest request) {
    return requireNonNull(request.getState());
  }

  String verifier(OAuth2AuthorizationRequest request) {
    return requireNonNull(request.getAttribute(PkceParameterNames.CODE_VERIFIER));
  }

  /** What HubSpot's answer has to be exchanged with. */
  OAuth2AuthorizationExchange exchange(String state, String code, String verifier) {
    var request =
        builder(state)
            .attributes(kept -> kept.put(PkceParameterNames.CODE_VERIFIER, verifier))
            .build();
    return exchange(request, code);
  }

  /** The same for an install that began at HubSpot's marketplace, where no PKCE is asked for. */
  OAuth2AuthorizationExchange installed(String state, String code) {
    return exchange(builder(state).redirectUri(marketplaceRedirect).build(), code);
  }

  private static OAuth2AuthorizationExchange exchange(
      OAuth2AuthorizationRequest request, String code) {
    var response =
        OAuth2AuthorizationResponse.success(code)
            .redirectUri(requireNonNull(request.getRedirectUri()))
            .state(requireNonNull(request.getState()))
            .build();
    return new OAuth2AuthorizationExchange(request, response);
  }

  private OAuth2AuthorizationRequest.Builder builder(String state) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(requireNonNull(hubSpot.getProviderDetails().getAuthorizationUri()))
        .clientId(hubSpot.getClientId())
        .redirectUri(requireNonNull(hubSpot.getRedirectUri()))
        .state(state);
  }
}
