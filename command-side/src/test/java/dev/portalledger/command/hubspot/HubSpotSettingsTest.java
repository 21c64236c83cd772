package dev.portalledger.command.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HubSpotSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of("ledger.hubspot.client-id", "app", "ledger.hubspot.client-secret", "canary");

  @Test
  void every_property_has_a_documented_default() {
    assertThat(bind(LEAST))
        .isEqualTo(
            new HubSpotSettings(
                "app",
                "canary",
                null,
                URI.create("https://app.hubspot.com"),
                URI.create("https://api.hubapi.com"),
                List.of(
                    "crm.objects.companies.read",
                    "crm.objects.contacts.read",
                    "crm.objects.deals.read",
                    "crm.objects.owners.read",
                    "crm.schemas.companies.read",
                    "crm.schemas.contacts.read",
                    "crm.schemas.deals.read",
                    "oauth"),
                Duration.ofSeconds(3),
                Duration.ofSeconds(10)));
  }

  @Test
  void every_property_has_the_documented_name() {
    assertThat(
            bind(
                Map.of(
                    "ledger.hubspot.client-id", "app",
                    "ledger.hubspot.client-secret", "canary",
                    "ledger.hubspot.redirect-uri", "https://ledger.test/cb",
                    "ledger.hubspot.authorize-url", "http://localhost:8081/",
                    "ledger.hubspot.api-url", "http://127.0.0.1:8081",
                    "ledger.hubspot.required-scopes", "oauth,crm.lists.read,oauth",
                    "ledger.hubspot.connect-timeout", "1s",
                    "ledger.hubspot.read-timeout", "5s")))
        .isEqualTo(
            new HubSpotSettings(
                "app",
                "canary",
                URI.create("https://ledger.test/cb"),
                URI.create("http://localhost:8081"),
                URI.create("http://127.0.0.1:8081"),
                List.of("crm.lists.read", "oauth"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "client-id, ' '",
    "client-secret, ''",
    "redirect-uri, http://ledger.test/cb",
    "authorize-url, http://app.hubspot.com",
    "api-url, http://api.hubapi.com",
    "api-url, ftp://localhost",
    "api-url, https://user@api.hubapi.com",
    "api-url, https://api.hubapi.com?x=1",
    "required-scopes, ''",
    "connect-timeout, 0s",
    "read-timeout, -1s"
  })
  void a_bad_value_stops_the_start_and_names_the_key(String key, String value) {
    var properties = new HashMap<>(LEAST);
    properties.put("ledger.hubspot." + key, value);

    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> bind(properties))
        .havingRootCause()
        .withMessageContaining("ledger.hubspot." + key)
        .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("canary"));
  }

  @Test
  void the_secret_prints_as_nothing() {
    assertThat(bind(LEAST).toString()).doesNotContain("canary");
  }

  @Test
  void the_registration_names_hubspots_current_endpoints_and_our_callback() {
    var registration =
        new HubSpotConfiguration().hubSpotRegistration(bind(LEAST), "https://ledger.test/");

    assertThat(registration.getRegistrationId()).isEqualTo("hubspot");
    assertThat(registration.getProviderDetails().getAuthorizationUri())
        .isEqualTo("https://app.hubspot.com/oauth/authorize");
    assertThat(registration.getProviderDetails().getTokenUri())
        .isEqualTo("https://api.hubapi.com/oauth/2026-03/token");
    assertThat(registration.getRedirectUri())
        .isEqualTo("https://ledger.test/oauth/hubspot/callback");
  }

  private static HubSpotSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bind("ledger.hubspot", HubSpotSettings.class)
        .get();
  }
}
