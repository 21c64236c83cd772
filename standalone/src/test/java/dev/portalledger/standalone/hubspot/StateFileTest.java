package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StateFileTest {

  private static final Consent CONSENT =
      new Consent(1001, 10011, "admin@larkfield.test", List.of("oauth"));

  @TempDir private Path folder;

  @Test
  void finds_everything_again_after_a_restart() {
    var before = registry();
    before.change(
        (state, situation) -> {
          var now = situation.now();
          var issued =
              state
                  .issued()
                  .with(
                      new IssuedCode(
                          new Token("c"),
                          new IssuedCode.Client("app", "uri"),
                          null,
                          CONSENT,
                          now,
                          false))
                  .with(new Grant(new Token("r"), "app", CONSENT, now, 1, Grant.End.REVOKED))
                  .with(new AccessToken(new Token("a"), CONSENT, now, true))
                  .with(new AppToken(new Token("j"), List.of("x"), now));
          var journal =
              state
                  .journal()
                  .subscribed(new Journal.Subscription("s", "4-1916193", now))
                  .wrote(Journal.Lifecycle.APP_UNINSTALL, 1001, 10011, now);
          var installs =
              state
                  .installs()
                  .connected(CONSENT, now)
                  .scheduled(1001, new Installs.Uninstall(now.plusSeconds(9), "me", "why"));
          var next = state.with(issued).with(journal).with(installs).withoutAccount(1002);
          return new Change<>(next, "done");
        });
    before.advanceClock(Duration.ofMillis(1));
    SandboxState stored = before.look((state, _) -> state);
    SandboxState found = registry().look((state, _) -> state);
    assertThat(found).isEqualTo(stored);
    assertThat(stored.accounts()).hasSize(19);
  }

  @Test
  void shows_its_tokens_to_its_owner_only() throws Exception {
    registry().advanceClock(Duration.ZERO);
    var permissions = Files.getPosixFilePermissions(folder.resolve("hubspot-sandbox.json"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void says_which_file_it_cannot_read_and_what_to_do() throws Exception {
    Files.writeString(folder.resolve("hubspot-sandbox.json"), "{\"accounts\":[");
    assertThatThrownBy(this::registry)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hubspot-sandbox.json cannot be read; delete it");
  }

  @Test
  void starts_fresh_and_writes_nothing_without_a_folder() {
    assertThat(new StateFile(null).read()).isEqualTo(Optional.empty());
    new StateFile(null).write(SandboxState.fresh());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void prints_no_token() {
    assertThat(new Grant(new Token("r3fr3sh"), "app", CONSENT, Instant.EPOCH, 1, null).toString())
        .doesNotContain("r3fr3sh");
    assertThat(app(Map.of("sandbox.hubspot.client-secret", "s3cr3t")).toString())
        .doesNotContain("s3cr3t");
  }

  @Test
  void every_setting_has_the_documented_name() {
    var app =
        app(
            Map.of(
                "sandbox.hubspot.client-id", "a",
                "sandbox.hubspot.client-secret", "b",
                "sandbox.hubspot.redirect-urls", "http://localhost:1/x,http://localhost:2/x",
                "sandbox.hubspot.required-scopes", "oauth",
                "sandbox.hubspot.conditionally-required-scopes", "files",
                "sandbox.hubspot.optional-scopes", "forms"));
    assertThat(app.optionalScopes()).containsExactly("forms");
    assertThat(app)
        .isEqualTo(
            new AppRegistration(
                "a",
                "b",
                List.of("http://localhost:1/x", "http://localhost:2/x"),
                List.of("oauth"),
                List.of("files"),
                List.of("forms")));
  }

  @Test
  void every_setting_has_a_default() {
    var app = app(Map.of());
    assertThat(app.clientId()).isEqualTo("sandbox-app");
    assertThat(app.clientSecret()).isEqualTo("sandbox-secret");
    assertThat(app.redirectUrls())
        .containsExactly(
            "http://localhost:8080/oauth/hubspot/callback",
            "http://localhost:8080/oauth/hubspot/marketplace/callback");
    assertThat(String.join(" ", app.requiredScopes())).isEqualTo(Sandbox.REQUIRED);
    assertThat(app.conditionallyRequiredScopes()).isEmpty();
    assertThat(app.optionalScopes())
        .contains("settings.users.read", "crm.objects.contacts.write")
        .doesNotHaveDuplicates();
  }

  private static AppRegistration app(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("sandbox.hubspot", AppRegistration.class);
  }

  private Registry registry() {
    return new Registry(Clock.systemUTC(), new Mint(), new StateFile(folder), app(Map.of()));
  }
}
