package dev.portalledger.command.lease;

import dev.portalledger.command.hubspot.HubSpotSettings;
import dev.portalledger.command.refresh.FreshTokens;
import dev.portalledger.command.web.TroubleAnswers;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * The pass-through beside the API, not in it: bodies of any length stream through, which no filter
 * of the API lets happen, and only its own leases are looked at, no session and no sign-in.
 */
@Configuration(proxyBeanMethods = false)
class PassThroughConfiguration {

  @Bean
  Passage passage(HubSpotSettings hubSpot, LeaseSettings settings) {
    return new Passage(hubSpot.apiUrl(), hubSpot.connectTimeout(), settings.longestCall());
  }

  @Bean
  ServletRegistrationBean<PassThrough> passThrough(
      PassRows passes,
      FreshTokens tokens,
      RefusedWrites refused,
      Passage passage,
      HubSpotSettings hubSpot,
      TroubleAnswers answers) {
    return new ServletRegistrationBean<>(
        new PassThrough(passes, tokens, refused, passage, hubSpot, answers),
        PassThrough.PREFIX + "*");
  }

  @Bean
  @Order(0)
  SecurityFilterChain passThroughChain(HttpSecurity http) {
    return http.securityMatcher(PassThrough.PREFIX + "**")
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(csrf -> csrf.disable())
        .requestCache(cache -> cache.disable())
        .headers(
            headers ->
                headers
                    .cacheControl(cache -> cache.disable())
                    .contentSecurityPolicy(
                        csp -> csp.policyDirectives("default-src 'none'; sandbox")))
        .build();
  }
}
