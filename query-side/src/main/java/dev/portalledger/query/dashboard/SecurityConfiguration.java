package dev.portalledger.query.dashboard;

import dev.portalledger.query.dashboard.Routes.Route;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;

/**
 * The filter chain of last resort: whatever no other side claims for itself comes here and must be
 * in the table of routes.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties({SignInSettings.class, AddressSettings.class})
class SecurityConfiguration {

  @Bean
  SignIn querySignIn(SignInSettings settings, AddressSettings address) {
    return new SignIn(settings, address);
  }

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE - 10)
  SecurityFilterChain querySecurity(
      HttpSecurity http, SignIn signIn, SignInSettings settings, AddressSettings address) {
    Refusals refusals = new Refusals();
    return http.authorizeHttpRequests(SecurityConfiguration::routes)
        .securityContext(context -> context.securityContextRepository(new SessionOrToken()))
        .oauth2Login(login -> people(login, signIn))
        .oauth2ResourceServer(server -> machines(server, signIn, refusals))
        .logout(logout -> logout.logoutSuccessHandler(new SignOut(signIn, address)))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .requestCache(cache -> cache.requestCache(pagesOnly()))
        .csrf(Customizer.withDefaults())
        .headers(headers -> headers(headers, new ContentPolicy(settings, address)))
        .addFilterBefore(
            new SessionLifetime(SignIn.LONGEST_SESSION), SecurityContextHolderFilter.class)
        .build();
  }

  /** At a port of its own, which no entry leads to, figures are for whoever reaches it. */
  @Bean
  @Order(0)
  @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
  SecurityFilterChain queryFigures(HttpSecurity http) {
    return http.securityMatcher(EndpointRequest.to("prometheus"))
        .authorizeHttpRequests(registry -> registry.anyRequest().permitAll())
        .requestCache(cache -> cache.disable())
        .build();
  }

  private static void routes(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          registry) {
    registry.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
    for (Route route : Routes.TABLE) {
      var matched = registry.requestMatchers(route.method(), route.pattern());
      if (route.roles().isEmpty()) {
        matched.permitAll();
      } else {
        matched.hasAnyRole(route.roles().stream().map(Role::name).toArray(String[]::new));
      }
    }
    registry.anyRequest().denyAll();
  }

  private static void people(OAuth2LoginConfigurer<HttpSecurity> login, SignIn signIn) {
    login
        .clientRegistrationRepository(signIn)
        .authorizedClientRepository(new NoTokensKept())
        .userInfoEndpoint(user -> user.oidcUserService(signIn::person))
        .loginPage(SignIn.START)
        .failureUrl("/problems/sign-in-failed");
  }

  private static void machines(
      OAuth2ResourceServerConfigurer<HttpSecurity> server, SignIn signIn, Refusals refusals) {
    server
        .authenticationEntryPoint(refusals)
        .accessDeniedHandler(refusals)
        .jwt(jwt -> jwt.decoder(signIn.tokens()).jwtAuthenticationConverter(signIn::machine));
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers, ContentPolicy policy) {
    headers
        .contentSecurityPolicy(csp -> csp.policyDirectives(policy.directives()))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(
            permissions ->
                permissions.policy("camera=(), geolocation=(), microphone=(), payment=()"));
  }

  /** After signing in, only a page that was asked for is opened; never a fragment or an answer. */
  @SuppressWarnings("NullAway") // null is how the extra parameter is switched off
  private static HttpSessionRequestCache pagesOnly() {
    var cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(
        request ->
            request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && Refusals.isPage(request));
    cache.setMatchingRequestParameterName(null);
    return cache;
  }
}
