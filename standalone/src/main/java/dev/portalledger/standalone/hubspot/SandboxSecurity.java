package dev.portalledger.standalone.hubspot;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The sandbox is open to everybody who can reach it, as a toy may be; it must not be used to get
 * anywhere else.
 */
@Configuration(proxyBeanMethods = false)
class SandboxSecurity {

  /** Everything the sandbox answers to. */
  static final String[] PATHS = {
    "/oauth/**",
    "/appinstalls/**",
    "/account-info/**",
    "/settings/**",
    "/webhooks-journal/**",
    "/connected-apps/**",
    "/sandbox/**",
    "/hubspot/**"
  };

  // No form-action: a consent form ends at the app, and browsers apply form-action to that redirect
  // too.
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  @Order(0)
  SecurityFilterChain hubSpotSandboxSecurity(HttpSecurity http) throws Exception {
    return http.securityMatcher(PATHS)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                    .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
        .build();
  }
}
