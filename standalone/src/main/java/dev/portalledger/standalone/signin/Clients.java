package dev.portalledger.standalone.signin;

import java.time.Duration;
import java.util.ArrayList;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * Who may ask the demo sign-in for tokens: the product, one machine per organization, and one that
 * operates the whole.
 */
final class Clients {

  private static final Duration MACHINE_TOKEN_LIFETIME = Duration.ofHours(1);

  static RegisteredClientRepository of(SignInSettings settings) {
    var clients = new ArrayList<RegisteredClient>();
    clients.add(product(settings));
    for (var organization : DemoOrganization.values()) {
      clients.add(machine(organization.service()));
    }
    clients.add(machine(SignInSettings.OPERATOR));
    return new InMemoryRegisteredClientRepository(clients);
  }

  private static RegisteredClient product(SignInSettings settings) {
    var withoutConsentPage =
        ClientSettings.builder().requireAuthorizationConsent(false).requireProofKey(false).build();
    return client(SignInSettings.CLIENT_ID, settings.clientSecret())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(settings.redirectUri())
        .postLogoutRedirectUri(settings.signedOutUri())
        .scope(OidcScopes.OPENID)
        .scope(OidcScopes.PROFILE)
        .scope(OidcScopes.EMAIL)
        .clientSettings(withoutConsentPage)
        .build();
  }

  private static RegisteredClient machine(String id) {
    var tokens = TokenSettings.builder().accessTokenTimeToLive(MACHINE_TOKEN_LIFETIME).build();
    return client(id, DemoAccounts.PASSWORD)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .tokenSettings(tokens)
        .build();
  }

  private static RegisteredClient.Builder client(String id, String secret) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret(Secrets.ENCODER.encode(secret))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST);
  }

  private Clients() {}
}
