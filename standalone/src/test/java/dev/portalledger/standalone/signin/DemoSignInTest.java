package dev.portalledger.standalone.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSignInTest {

  private static final String PRODUCT = "http://localhost:9080";

  @TempDir static Path folder;
  static SignInServer server;

  @BeforeAll
  static void start() {
    server = SignInServer.start(PRODUCT, folder.resolve("key.json"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private SignInBrowser browser;

  @BeforeEach
  void open() {
    browser = new SignInBrowser(server);
  }

  @Test
  void the_discovery_document_names_its_own_address_and_a_way_out() throws Exception {
    var document = browser.json("/.well-known/openid-configuration");
    assertThat(document)
        .containsEntry("issuer", server.url())
        .containsEntry("authorization_endpoint", server.url() + "/oauth2/authorize")
        .containsEntry("token_endpoint", server.url() + "/oauth2/token")
        .containsEntry("jwks_uri", server.url() + "/oauth2/jwks")
        .containsEntry("end_session_endpoint", server.url() + "/connect/logout");
  }

  @Test
  void a_machine_gets_a_token_with_its_organization_and_role() throws Exception {
    for (var organization : DemoOrganization.values()) {
      var claims = server.verified(browser.machineToken(organization.service(), "demo"));
      assertThat(claims.getIssuer()).isEqualTo(server.url());
      assertThat(claims.getClaim("org")).isEqualTo(organization.id());
      assertThat(claims.getClaim("roles")).isEqualTo(List.of("SERVICE"));
    }
  }

  @Test
  void a_machine_with_a_wrong_secret_gets_nothing() throws Exception {
    assertThat(browser.tokenRequest("service@acme", "guess", "client_credentials").statusCode())
        .isEqualTo(401);
  }

  @Test
  void the_product_itself_is_no_machine() throws Exception {
    assertThat(
            browser.tokenRequest("ledger", SignInServer.SECRET, "client_credentials").statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_person_signs_in_on_the_page_and_both_tokens_say_who_it_is() throws Exception {
    var tokens = browser.signIn("owner@acme.test", "demo");
    for (var token : List.of(tokens.identity(), tokens.access())) {
      var claims = server.verified(token);
      assertThat(claims.getClaim("name")).isEqualTo("Olivia Owner");
      assertThat(claims.getClaim("email")).isEqualTo("owner@acme.test");
      assertThat(claims.getClaim("org")).isEqualTo("acme");
      assertThat(claims.getClaim("roles")).isEqualTo(List.of("OWNER"));
      assertThat(UUID.fromString(claims.getSubject())).hasToString(claims.getSubject());
    }
  }

  @Test
  void the_operator_belongs_to_no_organization() throws Exception {
    var claims = server.verified(browser.signIn("operator@ledger.test", "demo").identity());
    assertThat(claims.getClaims()).doesNotContainKey("org");
    assertThat(claims.getClaim("roles")).isEqualTo(List.of("OPERATOR"));
  }

  @Test
  void everybody_is_somebody_else_with_a_name_of_their_own() {
    assertThat(DemoAccounts.all()).hasSize(13);
    assertThat(DemoAccounts.all()).extracting(DemoAccount::subject).doesNotHaveDuplicates();
    assertThat(DemoAccounts.all()).extracting(DemoAccount::name).doesNotHaveDuplicates();
    assertThat(DemoAccounts.all())
        .allMatch(account -> !account.subject().contains("@") && account.subject().length() == 36);
  }

  @Test
  void a_wrong_password_is_explained_on_the_page() throws Exception {
    var page = browser.failToSignIn("owner@acme.test", "guess");
    assertThat(page).contains("No demo account has this e-mail and password");
  }

  @Test
  void the_page_offers_every_account_and_loads_nothing_from_outside() throws Exception {
    var page = browser.get("/sign-in");
    assertThat(page.body())
        .contains("E-mail", "Password", ">Sign in<", "Demo")
        .doesNotContain("http://", "https://", "<script");
    assertThat(DemoAccounts.all()).allMatch(account -> page.body().contains(account.email()));
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy).contains("default-src 'none'", "form-action 'self' " + PRODUCT));
    assertThat(browser.get("/demo-sign-in/sign-in.css").statusCode()).isEqualTo(200);
  }

  @Test
  void its_cookie_cannot_be_taken_for_the_products() throws Exception {
    assertThat(browser.get("/sign-in").headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("demo-sign-in=")
        .contains("HttpOnly", "SameSite=Lax")
        .doesNotContain("Domain");
  }

  @Test
  void a_redirect_to_a_stranger_is_refused() throws Exception {
    var answer =
        browser.get(browser.authorizePath(URI.create("http://localhost:6666/login/oauth2/code")));
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void signing_out_ends_the_session_and_leads_back_to_the_product() throws Exception {
    var tokens = browser.signIn("owner@acme.test", "demo");
    assertThat(browser.signOut(tokens.identity())).hasValue(PRODUCT + "/signed-out");
    assertThat(browser.get(browser.authorizePath()).headers().firstValue("Location"))
        .hasValue(server.url() + "/sign-in");
  }

  @Test
  void signing_out_of_a_session_it_forgot_leads_back_to_the_product() throws Exception {
    assertThat(browser.signOut("forgotten")).hasValue(PRODUCT + "/signed-out");
  }

  @Test
  void a_restart_signs_with_the_same_private_key() throws Exception {
    var before = browser.json("/oauth2/jwks");
    try (var again = SignInServer.start(PRODUCT, folder.resolve("key.json"))) {
      assertThat(new SignInBrowser(again).json("/oauth2/jwks")).isEqualTo(before);
    }
    assertThat(mode(folder.resolve("key.json"))).isEqualTo("rw-------");
    assertThat(before.toString()).doesNotContain("\"d\"");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
