package dev.portalledger.command.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** T12: the way back to HubSpot's marketplace leads to HubSpot, and nowhere else. */
class ReturnUrlTest {

  private static final URI HUBSPOT = URI.create("https://app.hubspot.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.hubspot.com",
        "https://app.hubspot.com/integrations-settings/1001/installed?x=1#y",
        "https://app-eu1.hubspot.com/marketplace/1001",
        "https://app-na2.hubspot.com/"
      })
  @DisplayName("T12: HubSpot's hosts are gone back to")
  void hubspots_hosts_are_gone_back_to(String url) {
    assertThat(ReturnUrl.checked(url, HUBSPOT)).contains(URI.create(url));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "http://app.hubspot.com/",
        "https://hubspot.com/",
        "https://www.hubspot.com/",
        "https://app.hubspot.com.evil.test/",
        "https://evil.test/app.hubspot.com",
        "https://evilapp.hubspot.com/",
        "https://app-.hubspot.com/",
        "https://app-eu1-x.hubspot.com/",
        "https://app-EU1.hubspot.com/",
        "https://app.hubspot.com@evil.test/",
        "https://me@app.hubspot.com/",
        "https://app.hubspot.com:8443/",
        "https://app.hubspot.com\\@evil.test/",
        "https:app.hubspot.com",
        "https:///app.hubspot.com",
        "//app.hubspot.com/",
        "/client-accounts",
        "javascript:alert(1)",
        "data:text/html,https://app.hubspot.com",
        " https://app.hubspot.com",
        "https://app.hubspot.com/\r\nSet-Cookie: a=b",
        "https://app\u3002hubspot.com/",
        "https://127.0.0.1/"
      })
  @DisplayName("T12: nothing else is")
  void nothing_else_is(@Nullable String url) {
    assertThat(ReturnUrl.checked(url, HUBSPOT)).isEmpty();
  }

  @Test
  void where_we_send_browsers_ourselves_is_hubspot_too_to_the_letter() {
    var sandbox = URI.create("http://localhost:8081");

    assertThat(ReturnUrl.checked("http://localhost:8081/connected-apps/1001", sandbox)).isPresent();
    assertThat(ReturnUrl.checked("http://localhost:8082/connected-apps/1001", sandbox)).isEmpty();
    assertThat(ReturnUrl.checked("https://localhost:8081/", sandbox)).isEmpty();
    assertThat(ReturnUrl.checked("http://localhost:8081@evil.test/", sandbox)).isEmpty();
  }

  @Test
  void one_far_too_long_is_none() {
    assertThat(ReturnUrl.checked("https://app.hubspot.com/" + "a".repeat(2048), HUBSPOT)).isEmpty();
  }

  @Test
  @DisplayName("T12: of 10,000 pieced together, those that pass have HubSpot's host")
  void of_many_pieced_together_only_hubspots_pass() {
    String[] pieces = {
      "https",
      "http",
      ":",
      "/",
      "//",
      "\\",
      "@",
      "#",
      "?",
      ".",
      "-",
      "app",
      "hubspot",
      "com",
      "app.hubspot.com",
      "evil.test",
      "%2f",
      "%40",
      "eu1",
      ":443",
      "\t",
      "\u0000",
      "[::1]",
      ";"
    };
    var random = new Random(12);
    for (int i = 0; i < 10_000; i++) {
      var url = new StringBuilder(random.nextBoolean() ? "https://" : "");
      for (int n = random.nextInt(8); n >= 0; n--) {
        url.append(pieces[random.nextInt(pieces.length)]);
      }
      ReturnUrl.checked(url.toString(), HUBSPOT)
          .ifPresent(
              passed -> {
                assertThat(passed.getScheme()).isEqualTo("https");
                assertThat(passed.getHost()).matches("app(-[a-z0-9]+)?\\.hubspot\\.com");
                assertThat(passed.getRawUserInfo()).isNull();
              });
    }
  }
}
