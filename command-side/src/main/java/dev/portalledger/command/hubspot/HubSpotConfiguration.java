package dev.portalledger.command.hubspot;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HubSpotSettings.class, RefreshSettings.class})
class HubSpotConfiguration {

  static final String REGISTRATION = "hubspot";

  /** Our app at HubSpot in Spring's words. Prints its secret, so it is never to be logged. */
  @Bean
  ClientRegistration hubSpotRegistration(
      HubSpotSettings settings,
      @Value("${ledger.public-url:http://localhost:8080}") String publicUrl) {
    var redirect = settings.redirectUri();
    return ClientRegistration.withRegistrationId(REGISTRATION)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(
            redirect == null
                ? publicUrl.replaceAll("/+$", "") + "/oauth/hubspot/callback"
                : redirect.toString())
        .scope(settings.requiredScopes())
        .authorizationUri(settings.authorizeUrl() + "/oauth/authorize")
        .tokenUri(settings.apiUrl() + "/oauth/2026-03/token")
        .clientName("HubSpot")
        .build();
  }

  /**
   * The client of HubSpot. Spring's own token client within it is no bean: the sign-in would take
   * it for its own.
   */
  @Bean
  HubSpot hubSpot(
      HubSpotSettings settings, ClientRegistration hubSpotRegistration, Circuit circuit) {
    var http = http(settings, settings.readTimeout(), circuit);
    var codes = new RestClientAuthorizationCodeTokenResponseClient();
    codes.setRestClient(http);
    codes.setParametersCustomizer(Unprinted::hide);
    return new RestHubSpot(settings, hubSpotRegistration, http, codes);
  }

  /** One for all that is asked of HubSpot. */
  @Bean
  Circuit hubSpotCircuit(RefreshSettings settings) {
    return new Circuit(settings.circuitPause());
  }

  @Bean
  TokenRefresh tokenRefresh(HubSpotSettings settings, RefreshSettings refresh, Circuit circuit) {
    return new RestTokenRefresh(
        settings, http(settings, refresh.deadline(), circuit), refresh.deadline());
  }

  /** Pages lie elsewhere: what fails there says nothing of HubSpot, so the circuit is its own. */
  @Bean
  Journal hubSpotJournal(HubSpotSettings settings, RefreshSettings refresh, Clock clock) {
    var circuit = new Circuit(refresh.circuitPause());
    return new RestJournal(settings, http(settings, settings.readTimeout(), circuit), clock);
  }

  /** Follows no redirect: a form with the app's secret would go along. */
  private static RestClient http(HubSpotSettings settings, Duration readTimeout, Circuit circuit) {
    var client =
        HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .connectTimeout(settings.connectTimeout())
            .build();
    var requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(readTimeout);
    requests.enableCompression(false);
    return RestClient.builder()
        .requestFactory(requests)
        .requestInterceptor(circuit)
        .requestInterceptor(new BoundedAnswers())
        .configureMessageConverters(
            converters ->
                converters
                    .addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new TokenAnswers())
                    .addCustomConverter(new ByteArrayHttpMessageConverter()))
        .defaultStatusHandler(
            status -> !status.is2xxSuccessful(),
            (_, answer) -> {
              throw new HubSpotRefused(Failures.of(answer));
            })
        .build();
  }
}
