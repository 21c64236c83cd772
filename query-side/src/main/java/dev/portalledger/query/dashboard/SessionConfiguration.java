package dev.portalledger.query.dashboard;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Sessions live in the database, so that any node serves any browser. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final Duration IDLE = Duration.ofMinutes(30);

  @Bean
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> querySessions() {
    return sessions -> {
      sessions.setTableName("web.session");
      sessions.setDefaultMaxInactiveInterval(IDLE);
    };
  }

  /** The prefix makes browsers insist on: secure, this host only, whole site. */
  @Bean
  CookieSerializer queryCookies() {
    var cookies = new DefaultCookieSerializer();
    cookies.setCookieName("__Host-ledger");
    cookies.setUseSecureCookie(true);
    cookies.setUseHttpOnlyCookie(true);
    cookies.setSameSite("Lax"); // Strict would lose the session on the way back from HubSpot
    cookies.setCookiePath("/");
    return cookies;
  }

  /** JSON of known types. Java serialization would run whatever a row in the table says. */
  @Bean
  ConversionService springSessionConversionService() {
    JsonMapper mapper =
        JsonMapper.builder()
            .addModules(
                SecurityJacksonModules.getModules(SessionConfiguration.class.getClassLoader()))
            .build();
    var conversions = new GenericConversionService();
    conversions.addConverter(Object.class, byte[].class, mapper::writeValueAsBytes);
    conversions.addConverter(
        byte[].class, Object.class, bytes -> mapper.readValue(bytes, Object.class));
    return conversions;
  }
}
