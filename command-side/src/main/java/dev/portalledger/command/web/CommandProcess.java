package dev.portalledger.command.web;

import dev.portalledger.command.vault.KeyFolder;
import jakarta.servlet.DispatcherType;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * What the command side needs besides in a process of its own: a chain for all that is not a route,
 * and the sessions that the query side's sign-in leaves in {@code web.session}. In one process with
 * the query side that one brings them, so nothing scans for this; its launcher imports it.
 */
public class CommandProcess {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final byte[] SESSION = "web|session".getBytes(StandardCharsets.UTF_8);

  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain nothingElse(HttpSecurity http, TroubleAnswers answers) {
    var unknown = new UnknownRoute(answers);
    return http.authorizeHttpRequests(
            registry ->
                registry
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(
                        HttpMethod.GET,
                        "/actuator/health",
                        "/actuator/health/{group}",
                        "/livez",
                        "/readyz",
                        "/v3/api-docs",
                        "/v3/api-docs/commands")
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(unknown).accessDeniedHandler(unknown))
        .requestCache(cache -> cache.disable())
        .csrf(csrf -> csrf.disable()) // nothing here changes anything
        .headers(CommandSecurity::headers)
        .build();
  }

  /** At a port of its own, which no entry leads to, figures are for whoever reaches it. */
  @Bean
  @Order(0)
  @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
  SecurityFilterChain commandFigures(HttpSecurity http) {
    return http.securityMatcher(EndpointRequest.to("prometheus"))
        .authorizeHttpRequests(registry -> registry.anyRequest().permitAll())
        .requestCache(cache -> cache.disable())
        .build();
  }

  /** By its name Spring MVC finds it. */
  @Bean("/error")
  ErrorAnswers errorAnswers(TroubleAnswers answers) {
    return new ErrorAnswers(answers);
  }

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOfTheSignIn() {
    return sessions -> {
      sessions.setTableName("web.session");
      sessions.setDefaultMaxInactiveInterval(IDLE);
    };
  }

  @Bean
  CookieSerializer sessionCookie() {
    var cookies = new DefaultCookieSerializer();
    cookies.setCookieName("__Host-ledger");
    cookies.setUseSecureCookie(true);
    cookies.setUseHttpOnlyCookie(true);
    cookies.setSameSite("Lax");
    cookies.setCookiePath("/");
    return cookies;
  }

  /** JSON of known types, as the sign-in wrote it: encrypted, for it says who is signed in. */
  @Bean
  ConversionService springSessionConversionService(KeyFolder keys) {
    var mapper = mapper();
    var conversions = new GenericConversionService();
    conversions.addConverter(
        Object.class, byte[].class, value -> seal(keys, mapper.writeValueAsBytes(value)));
    conversions.addConverter(
        byte[].class, Object.class, kept -> mapper.readValue(open(keys, kept), Object.class));
    return conversions;
  }

  private static JsonMapper mapper() {
    var types = BasicPolymorphicTypeValidator.builder().allowIfSubType(URL.class); // claim iss
    return JsonMapper.builder()
        .addModules(SecurityJacksonModules.getModules(CommandProcess.class.getClassLoader(), types))
        .build();
  }

  private static byte[] seal(KeyFolder keys, byte[] plain) {
    try {
      return keys.subjects().encrypt(plain, SESSION);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a session cannot be encrypted", e);
    }
  }

  private static byte[] open(KeyFolder keys, byte[] kept) {
    try {
      return keys.subjects().decrypt(kept, SESSION);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a session was not sealed with our keys", e);
    }
  }
}
