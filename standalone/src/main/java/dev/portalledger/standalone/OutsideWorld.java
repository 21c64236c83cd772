package dev.portalledger.standalone;

import dev.portalledger.standalone.hubspot.HubSpotSandbox;
import dev.portalledger.standalone.signin.DemoSignIn;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * What a real deployment finds on the internet: HubSpot and the company's sign-in. Its automatic
 * configuration is listed, so that nothing of the product's (Axon, Flyway, sessions) starts here.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ConfigurationPropertiesAutoConfiguration.class,
  PropertyPlaceholderAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  HttpEncodingAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class,
  ThymeleafAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class
})
@Import({DemoSignIn.class, HubSpotSandbox.class})
class OutsideWorld implements WebMvcConfigurer {

  /** Where a curious reader finds something to look at. */
  @Override
  public void addViewControllers(ViewControllerRegistry paths) {
    paths.addRedirectViewController("/", "/connected-apps");
  }

  static Map<String, Object> settings(StandaloneOptions options, Installation installation) {
    return Map.of(
        "server.port", options.sandboxPort(),
        "sandbox.hubspot.folder", installation.sandbox(),
        "sandbox.hubspot.redirect-urls",
            options.url()
                + "/oauth/hubspot/callback,"
                + options.url()
                + "/oauth/hubspot/marketplace/callback",
        "demo.sign-in.issuer", options.sandboxUrl(),
        "demo.sign-in.client-secret", installation.signInSecret(),
        "demo.sign-in.product-url", options.url(),
        "demo.sign-in.key-file", installation.signInKey());
  }
}
