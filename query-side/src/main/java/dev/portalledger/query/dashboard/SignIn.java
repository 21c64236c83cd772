package dev.portalledger.query.dashboard;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * How somebody is recognised. The issuer is asked about itself on first use and, should it not
 * answer, again on the next; it may be a part of this very process.
 */
final class SignIn implements ClientRegistrationRepository {

  static final String REGISTRATION = "ledger";
  static final String START = "/oauth2/authorization/" + REGISTRATION;
  static final Duration LONGEST_SESSION = Duration.ofHours(12);

  private final SignInSettings settings;
  private final AddressSettings address;
  private volatile @Nullable ClientRegistration discovered;

  SignIn(SignInSettings settings, AddressSettings address) {
    this.settings = settings;
    this.address = address;
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!id.equals(REGISTRATION)) {
      return null;
    }
    ClientRegistration known = discovered;
    if (known == null) {
      known = discover();
      discovered = known;
    }
    return known;
  }

  JwtDecoder tokens() {
    return new SupplierJwtDecoder(
        () -> JwtDecoders.fromIssuerLocation(settings.issuer().toString()));
  }

  JwtAuthenticationToken machine(Jwt token) {
    return new JwtAuthenticationToken(token, authorities(token));
  }

  /** The identity token says all we need; the user-info endpoint is not asked. */
  OidcUser person(OidcUserRequest request) {
    return new DefaultOidcUser(authorities(request.getIdToken()), request.getIdToken(), "sub");
  }

  private ClientRegistration discover() {
    return ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
        .registrationId(REGISTRATION)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .redirectUri(address.at("/login/oauth2/code/" + REGISTRATION))
        .scope("openid", "profile", "email")
        .build();
  }

  private static Collection<GrantedAuthority> authorities(ClaimAccessor claims) {
    List<String> names = claims.getClaimAsStringList("roles");
    Set<String> claimed = names == null ? Set.of() : Set.copyOf(names);
    return Arrays.stream(Role.values())
        .filter(role -> claimed.contains(role.name()))
        .map(role -> new SimpleGrantedAuthority(role.authority()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
