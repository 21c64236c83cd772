package dev.portalledger.command.web;

import dev.portalledger.command.sealing.Seal;
import dev.portalledger.command.web.CommandRoutes.Route;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Guards this side's routes and only them: in one process with the query side, its chain takes the
 * rest. People come with the session of their sign-in, machines with a token.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class CommandSecurity {

  @Bean
  @Order(1)
  SecurityFilterChain commandChain(
      HttpSecurity http,
      SignInSettings signIn,
      TroubleAnswers answers,
      IdempotencyRecords idempotency,
      Seal seal,
      Clock clock) {
    return http.securityMatcher(ourRoutes())
        .authorizeHttpRequests(CommandSecurity::routes)
        .securityContext(
            context -> context.securityContextRepository(new SessionsOfBrowsers(clock)))
        .oauth2ResourceServer(server -> machines(server, new MachineTokens(signIn), answers))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(answers).accessDeniedHandler(answers))
        .requestCache(cache -> cache.disable())
        .csrf(
            csrf ->
                csrf.ignoringRequestMatchers(
                    CommandRoutes.SIGNED, CommandRoutes.ACCEPTANCE, CommandRoutes.DISPUTE))
        .headers(CommandSecurity::headers)
        .addFilterBefore(new BodyLimit(answers), CsrfFilter.class)
        .addFilterAfter(new ReadOnlyFilter(seal, answers), AuthorizationFilter.class)
        .addFilterAfter(new IdempotencyFilter(idempotency, answers), AuthorizationFilter.class)
        .build();
  }

  private static void machines(
      OAuth2ResourceServerConfigurer<HttpSecurity> server,
      JwtDecoder tokens,
      TroubleAnswers answers) {
    server
        .authenticationEntryPoint(answers)
        .accessDeniedHandler(answers)
        .jwt(jwt -> jwt.decoder(tokens).jwtAuthenticationConverter(CommandSecurity::machine))
        .withObjectPostProcessor(
            new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
              @Override
              public <F extends BearerTokenAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationFailureHandler(answers::commence);
                return filter;
              }
            });
  }

  /** What this side answers is never a page: nothing may be loaded by it, nothing may frame it. */
  static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(
            csp ->
                csp.policyDirectives("default-src 'none'; frame-ancestors 'none'; base-uri 'none'"))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
  }

  private static RequestMatcher ourRoutes() {
    return new OrRequestMatcher(
        CommandRoutes.TABLE.stream()
            .map(
                route ->
                    (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults()
                            .matcher(route.method(), route.pattern()))
            .toList());
  }

  private static void routes(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          registry) {
    for (Route route : CommandRoutes.TABLE) {
      var matched = registry.requestMatchers(route.method(), route.pattern());
      if (route.roles().isEmpty()) {
        matched.permitAll();
      } else {
        matched.hasAnyRole(route.roles().stream().map(Role::name).toArray(String[]::new));
      }
    }
    registry.anyRequest().denyAll();
  }

  private static JwtAuthenticationToken machine(Jwt token) {
    return new JwtAuthenticationToken(token, authorities(token));
  }

  private static Collection<GrantedAuthority> authorities(Jwt token) {
    List<String> names = token.getClaimAsStringList("roles");
    Set<String> claimed = names == null ? Set.of() : Set.copyOf(names);
    return Arrays.stream(Role.values())
        .filter(role -> claimed.contains(role.name()))
        .map(role -> new SimpleGrantedAuthority(role.authority()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
