package dev.portalledger.standalone.hubspot;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * HubSpot in a box. Give it a web context of its own; it answers to the paths HubSpot has, and to
 * {@code /sandbox/**}, {@code /connected-apps/**} and {@code /hubspot/**}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AppRegistration.class, HubSpotSandbox.Folder.class})
@Import({
  Mint.class,
  CallLog.class,
  Misbehaviour.class,
  SandboxSecurity.class,
  AuthorizeController.class,
  TokenController.class,
  ApiController.class,
  JournalController.class,
  ConnectedAppsController.class,
  SandboxController.class
})
public class HubSpotSandbox {

  @Bean
  Registry hubSpotRegistry(Mint mint, Folder folder, AppRegistration app) {
    return new Registry(Clock.systemUTC(), mint, new StateFile(folder.folder()), app);
  }

  @Bean
  FilterRegistrationBean<CallFilter> hubSpotCalls(
      Registry registry, CallLog calls, Misbehaviour misbehaviour) {
    var filter = new FilterRegistrationBean<>(new CallFilter(registry, calls, misbehaviour));
    filter.addUrlPatterns(
        "/oauth/*",
        "/appinstalls/*",
        "/account-info/*",
        "/settings/*",
        "/webhooks-journal/*",
        "/connected-apps/*");
    return filter;
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionCutter() {
    return factory -> factory.addEngineValves(new ConnectionCutter());
  }

  /**
   * Where the state is kept; nowhere when unset.
   *
   * @param folder setting {@code sandbox.hubspot.folder}
   */
  @ConfigurationProperties("sandbox.hubspot")
  record Folder(@Nullable Path folder) {}
}
