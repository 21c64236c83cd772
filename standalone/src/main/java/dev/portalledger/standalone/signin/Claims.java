package dev.portalledger.standalone.signin;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Says in every token who somebody is: organization, roles, name, and for people the e-mail. */
final class Claims implements OAuth2TokenCustomizer<JwtEncodingContext> {

  @Override
  public void customize(JwtEncodingContext token) {
    if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(token.getAuthorizationGrantType())) {
      machine(token, token.getRegisteredClient().getClientId());
    } else {
      Authentication somebody = token.getPrincipal();
      if (somebody != null && somebody.getPrincipal() instanceof DemoAccount account) {
        person(token, account);
      }
    }
  }

  private static void machine(JwtEncodingContext token, String client) {
    if (client.equals(SignInSettings.OPERATOR)) {
      token.getClaims().claim("name", "Operations").claim("roles", List.of("OPERATOR"));
    }
    Stream.of(DemoOrganization.values())
        .filter(organization -> organization.service().equals(client))
        .forEach(organization -> service(token, organization));
  }

  private static void service(JwtEncodingContext token, DemoOrganization organization) {
    token
        .getClaims()
        .claim("name", organization.title() + " service")
        .claim("org", organization.id())
        .claim("roles", List.of("SERVICE"));
  }

  private static void person(JwtEncodingContext token, DemoAccount account) {
    token
        .getClaims()
        .claim("name", account.name())
        .claim("email", account.email())
        .claim("roles", List.of(account.role()));
    account.organization().ifPresent(it -> token.getClaims().claim("org", it.id()));
  }
}
