package dev.portalledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {

  @Test
  void an_address_has_defaults() {
    assertThat(address(Map.of()))
        .isEqualTo(
            new AddressSettings(
                URI.create("http://localhost:8080"),
                "Portal Ledger",
                new AddressSettings.HubSpot(URI.create("https://app.hubspot.com"))));
  }

  @Test
  void every_property_of_an_address_has_the_documented_name() {
    assertThat(
            address(
                Map.of(
                    "ledger.public-url", "https://ledger.test/",
                    "ledger.platform-name", "The Platform",
                    "ledger.hubspot.authorize-url", "http://localhost:8081")))
        .isEqualTo(
            new AddressSettings(
                URI.create("https://ledger.test/"),
                "The Platform",
                new AddressSettings.HubSpot(URI.create("http://localhost:8081"))));
  }

  @Test
  void every_property_of_the_sign_in_has_the_documented_name() {
    var settings =
        binder(
                Map.of(
                    "ledger.sign-in.issuer", "https://id.test",
                    "ledger.sign-in.client-id", "dashboard",
                    "ledger.sign-in.client-secret", "s3cr3t"))
            .bind("ledger.sign-in", SignInSettings.class)
            .get();

    assertThat(settings)
        .isEqualTo(new SignInSettings(URI.create("https://id.test"), "dashboard", "s3cr3t"));
    assertThat(settings.toString()).doesNotContain("s3cr3t");
  }

  @Test
  void an_address_is_joined_with_one_slash() {
    assertThat(address(Map.of("ledger.public-url", "https://ledger.test/")).at("/signed-out"))
        .isEqualTo("https://ledger.test/signed-out");
    assertThat(address(Map.of("ledger.public-url", "https://ledger.test")).at("/signed-out"))
        .isEqualTo("https://ledger.test/signed-out");
  }

  private static AddressSettings address(Map<String, String> properties) {
    return binder(properties).bindOrCreate("ledger", AddressSettings.class);
  }

  private static Binder binder(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties));
  }
}
