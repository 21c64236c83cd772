package dev.portalledger.query.dashboard;

import dev.portalledger.query.people.SubjectKey;
import java.net.URL;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** Sessions live in the database, so that any node serves any browser. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SessionConfiguration.class);
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

  /**
   * JSON of known types: Java serialization would run whatever a row in the table says. Encrypted,
   * since it says who is signed in. The command side, in a process of its own, reads the same.
   */
  @Bean
  ConversionService springSessionConversionService(SubjectKey querySubjectKey) {
    JsonMapper mapper = mapper();
    var conversions = new GenericConversionService();
    conversions.addConverter(
        Object.class,
        byte[].class,
        value -> querySubjectKey.sealSession(mapper.writeValueAsBytes(value)));
    conversions.addConverter(
        byte[].class, Object.class, new FromSealedJson(mapper, querySubjectKey));
    return conversions;
  }

  private static JsonMapper mapper() {
    var types = BasicPolymorphicTypeValidator.builder().allowIfSubType(URL.class); // claim iss
    return JsonMapper.builder()
        .addModules(
            SecurityJacksonModules.getModules(SessionConfiguration.class.getClassLoader(), types))
        .build();
  }

  /** What cannot be read, of another version say, is as if it were not there: one signs in anew. */
  private record FromSealedJson(JsonMapper mapper, SubjectKey key)
      implements Converter<byte[], Object> {

    @Override
    @SuppressWarnings("NullAway") // the interface allows null by its type parameter
    public @Nullable Object convert(byte[] kept) {
      try {
        return key.openSession(kept)
            .map(bytes -> mapper.readValue(bytes, Object.class))
            .orElse(null);
      } catch (JacksonException e) {
        log.warn("dropped an unreadable part of a session: {}", e.getClass().getSimpleName());
        return null;
      }
    }
  }
}
