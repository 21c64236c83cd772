package dev.portalledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FirstScreenTest {

  private final String text =
      new FirstScreen(
              new StandaloneOptions(9080, 9081, 15_432, Path.of("data"), false),
              Path.of("/home/me/data"),
              Duration.ofMillis(4_250))
          .text();

  @Test
  void says_where_everything_is_and_how_long_it_took() {
    assertThat(text)
        .contains("http://localhost:9080", "http://localhost:9081", "/home/me/data", "4.3 s");
  }

  @Test
  void names_every_account_with_its_password() {
    for (var organization : new String[] {"acme", "globex", "initech"}) {
      for (var role : new String[] {"owner", "admin", "member", "auditor"}) {
        assertThat(text).contains(role + "@" + organization + ".test");
      }
    }
    assertThat(text).contains("operator@ledger.test", "\"demo\"");
  }

  @Test
  void shows_a_machine_client_in_one_line() {
    assertThat(text.lines().filter(line -> line.contains("curl")))
        .singleElement()
        .asString()
        .contains("service@acme:demo", "client_credentials", "http://localhost:9081/oauth2/token");
  }

  @Test
  void says_what_to_click() {
    assertThat(text.replaceAll("\\s+", " "))
        .contains("Sign in, Add Portal, pick a portal, Connect app");
  }

  @Test
  void fits_on_one_screen() {
    assertThat(text.lines()).hasSizeLessThanOrEqualTo(24).allMatch(line -> line.length() <= 120);
  }
}
