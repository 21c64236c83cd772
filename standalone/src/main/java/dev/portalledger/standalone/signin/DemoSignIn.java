package dev.portalledger.standalone.signin;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;

/**
 * Sign-in for the demo. Its filter chains cover its own paths only; whatever else lives on the same
 * port is none of its business.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(SignInSettings.class)
@Import(SignInPage.class)
public class DemoSignIn {

  @Bean
  @Order(1)
  SecurityFilterChain protocol(HttpSecurity http, SignInSettings settings) {
    var server = new OAuth2AuthorizationServerConfigurer();
    return http.securityMatcher(server.getEndpointsMatcher())
        .with(
            server,
            protocol ->
                protocol.oidc(
                    oidc ->
                        oidc.logoutEndpoint(
                            logout ->
                                logout.errorResponseHandler(
                                    new ForgottenSession(settings.signedOutUri())))))
        .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .exceptionHandling(
            refused ->
                refused.defaultAuthenticationEntryPointFor(
                    new LoginUrlAuthenticationEntryPoint(SignInPage.PATH),
                    new MediaTypeRequestMatcher(MediaType.TEXT_HTML)))
        .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain page(HttpSecurity http, SignInSettings settings) {
    return http.securityMatcher(SignInPage.PATH)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .formLogin(
            form -> form.loginPage(SignInPage.PATH).defaultSuccessUrl(settings.productUrl() + "/"))
        .headers(
            headers ->
                headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(settings))))
        .build();
  }

  // Browsers hold form-action against every redirect that follows the form, so the product's own
  // address has to be in it.
  private static String policy(SignInSettings settings) {
    return "default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none';"
        + " base-uri 'none'; form-action 'self' "
        + settings.productUrl();
  }

  @Bean
  UserDetailsService demoAccounts() {
    return DemoAccounts.byEmail();
  }

  @Bean
  PasswordEncoder secrets() {
    return Secrets.ENCODER;
  }

  @Bean
  RegisteredClientRepository clients(SignInSettings settings) {
    return Clients.of(settings);
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(SignInSettings settings) {
    return AuthorizationServerSettings.builder().issuer(settings.issuer().toString()).build();
  }

  @Bean
  JWKSource<SecurityContext> signingKey(SignInSettings settings) {
    return SigningKey.in(settings.keyFile());
  }

  @Bean
  JwtDecoder jwtDecoder(JWKSource<SecurityContext> signingKey) {
    return NimbusJwtDecoder.withJwkSource(signingKey).build();
  }

  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims() {
    return new Claims();
  }
}
