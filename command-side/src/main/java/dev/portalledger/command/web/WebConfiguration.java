package dev.portalledger.command.web;

import dev.portalledger.events.connection.PortalId;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.DeserializationFeature;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {

  /** A misspelt field is an error, not an empty value. */
  @Bean
  JsonMapperBuilderCustomizer strictRequests() {
    return mapper -> mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  @Bean
  WebMvcConfigurer actorArguments(Actors actors) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(actors);
      }

      @Override
      public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, PortalId.class, WebConfiguration::portal);
      }
    };
  }

  private static PortalId portal(String text) {
    return new PortalId(Long.parseLong(text));
  }
}
