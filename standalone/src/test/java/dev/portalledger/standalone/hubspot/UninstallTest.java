package dev.portalledger.standalone.hubspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UninstallTest {

  private static final String SUBSCRIPTIONS = "/webhooks-journal/subscriptions/2026-03";
  private static final String JOURNAL = "/webhooks-journal/journal/2026-03/";
  private static final String UNINSTALLS =
      "{\"subscriptionType\":\"APP_LIFECYCLE_EVENT\",\"eventTypeId\":\"4-1916193\",\"properties\":[]}";

  private final Sandbox sandbox = Sandbox.fresh();

  @ParameterizedTest
  @ValueSource(strings = {"v3", "2026-03", "2026-09"})
  void uninstalls_itself_for_all_users_of_the_account_and_no_other(String version) {
    var mine = sandbox.connect();
    var colleague = sandbox.connect("sandbox_user", "agency@partner.test");
    var elsewhere = sandbox.connect("sandbox_portal", "1002");
    var answer =
        sandbox.bearer(
            "DELETE",
            "/appinstalls/" + version + "/external-install",
            mine.path("access_token").asString());
    assertThat(answer.status()).isEqualTo(204);
    assertThat(sandbox.refresh(mine.path("refresh_token").asString()).text("status"))
        .isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(sandbox.refresh(colleague.path("refresh_token").asString()).text("status"))
        .isEqualTo("BAD_REFRESH_TOKEN");
    assertThat(sandbox.refresh(elsewhere.path("refresh_token").asString()).status()).isEqualTo(200);
    assertThat(sandbox.get("/connected-apps/1001").body()).contains("No app is connected");
  }

  @Test
  void lets_access_tokens_outlive_the_install_or_not_as_the_knob_says() {
    var token = sandbox.connect().path("access_token").asString();
    sandbox.bearer("DELETE", "/appinstalls/2026-03/external-install", token);
    assertThat(sandbox.bearer("GET", "/account-info/2026-03/details", token).status())
        .isEqualTo(200);
    sandbox.knobs("{\"accessTokenAfterUninstall\":\"UNAUTHORIZED\"}");
    assertThat(sandbox.bearer("GET", "/account-info/2026-03/details", token).status())
        .isEqualTo(401);
    assertThat(sandbox.introspect(token).json().path("active").asBoolean()).isFalse();
  }

  @Test
  void stands_under_connected_apps_only_once_the_code_was_exchanged() {
    var code = sandbox.code();
    assertThat(sandbox.get("/connected-apps/1001").body()).contains("No app is connected");
    sandbox.exchange(code);
    assertThat(sandbox.get("/connected-apps/1001").body())
        .contains("Portal Ledger", "admin@larkfield.test", "installed");
    sandbox.connect();
    assertThat(sandbox.get("/connected-apps/1001").body()).contains("reconnected");
    assertThat(sandbox.get("/connected-apps").body()).containsOnlyOnce(">Portal Ledger</a>");
  }

  @Test
  void uninstalls_when_the_customer_presses_the_button() {
    var token = sandbox.connect().path("refresh_token").asString();
    var answer = uninstall();
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/connected-apps/1001");
    assertThat(sandbox.get("/connected-apps/1001").body()).contains("uninstalled", ": Because");
    assertThat(sandbox.refresh(token).text("status")).isEqualTo("BAD_REFRESH_TOKEN");
  }

  @Test
  void takes_its_time_when_the_knob_says_so() {
    sandbox.knobs("{\"uninstallDelaySeconds\":1800}");
    var token = sandbox.connect().path("refresh_token").asString();
    uninstall();
    sandbox.advance("PT29M");
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
    assertThat(sandbox.get("/connected-apps/1001").body()).contains("Uninstall asked for");
    sandbox.advance("PT1M1S");
    assertThat(sandbox.refresh(token).text("status")).isEqualTo("BAD_REFRESH_TOKEN");
  }

  @Test
  void takes_no_uninstall_from_another_site() {
    var token = sandbox.connect().path("refresh_token").asString();
    var answer =
        sandbox.send("POST", "/connected-apps/1001/uninstall", "", "Sec-Fetch-Site", "cross-site");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(sandbox.refresh(token).status()).isEqualTo(200);
  }

  @Test
  void deactivates_a_user_when_somebody_presses_the_button_and_activates_again() {
    sandbox.connect();
    assertThat(sandbox.get("/connected-apps/1001").body())
        .contains("Deactivate admin@larkfield.test");

    var answer = sandbox.form("/connected-apps/1001/users/10011", Map.of("active", "false"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(sandbox.get("/connected-apps/1001").body())
        .contains("deactivated", "Activate admin@larkfield.test");
    sandbox.form("/connected-apps/1001/users/10011", Map.of("active", "true"));
    assertThat(sandbox.get("/connected-apps/1001").body()).doesNotContain("deactivated");
  }

  @Test
  void lets_no_other_site_deactivate_anybody() {
    var answer =
        sandbox.send(
            "POST",
            "/connected-apps/1001/users/10011?active=false",
            "",
            "Sec-Fetch-Site",
            "cross-site");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(sandbox.get("/connected-apps/1001").body()).doesNotContain("deactivated");
  }

  @Test
  void knows_no_account_it_does_not_have() {
    assertThat(sandbox.get("/connected-apps/77").status()).isEqualTo(404);
  }

  @Test
  void writes_an_uninstall_into_the_journal_for_whoever_subscribed_before() {
    var app = appToken();
    sandbox.connect();
    uninstall();
    assertThat(sandbox.bearer("GET", JOURNAL + "earliest", app).status()).isEqualTo(204);

    assertThat(subscribe(app, UNINSTALLS).status()).isEqualTo(201);
    sandbox.connect();
    uninstall();
    sandbox.connect("sandbox_portal", "1002");
    uninstall("1002");

    var first = sandbox.bearer("GET", JOURNAL + "earliest", app).json();
    assertThat(first.propertyNames())
        .containsExactlyInAnyOrder("currentOffset", "expiresAt", "url");
    var page = sandbox.get(URI.create(first.path("url").asString()).getPath()).json();
    assertThat(page.path("offset")).isEqualTo(first.path("currentOffset"));
    assertThat(page.at("/journalEvents/0/action").asString()).isEqualTo("APP_UNINSTALL");
    assertThat(page.at("/journalEvents/0/portalId").asLong()).isEqualTo(1001);
    assertThat(page.at("/journalEvents/0/eventTypeId").asString()).isEqualTo("4-1916193");

    var next =
        sandbox
            .bearer("GET", next(first.path("currentOffset").asString()), app)
            .json()
            .path("currentOffset");
    assertThat(sandbox.bearer("GET", JOURNAL + "latest", app).json().path("currentOffset"))
        .isEqualTo(next);
    assertThat(
            sandbox
                .bearer("GET", JOURNAL + "earliest?installPortalId=1002", app)
                .json()
                .path("currentOffset"))
        .isEqualTo(next);
    assertThat(sandbox.bearer("GET", next(next.asString()), app).status()).isEqualTo(204);
  }

  @Test
  void keeps_the_journal_for_three_days() {
    subscribe(appToken(), UNINSTALLS);
    sandbox.connect();
    uninstall();
    sandbox.advance("PT71H");
    assertThat(sandbox.bearer("GET", JOURNAL + "earliest", appToken()).status()).isEqualTo(200);
    sandbox.advance("PT2H");
    assertThat(sandbox.bearer("GET", JOURNAL + "earliest", appToken()).status()).isEqualTo(204);
  }

  @Test
  void lets_only_the_app_itself_read_the_journal() {
    var account = sandbox.connect().path("access_token").asString();
    assertThat(sandbox.bearer("GET", JOURNAL + "earliest", account).status()).isEqualTo(401);
    var reader =
        sandbox
            .token("grant_type", "client_credentials", "scope", "developer.webhooks_journal.read")
            .text("access_token");
    assertThat(subscribe(reader, UNINSTALLS).text("category")).isEqualTo("MISSING_SCOPES");
    assertThat(sandbox.bearer("GET", JOURNAL + "latest", reader).status()).isEqualTo(204);
  }

  @Test
  void subscribes_once_however_often_it_is_asked() {
    var app = appToken();
    var first = subscribe(app, UNINSTALLS);
    assertThat(subscribe(app, UNINSTALLS).text("id")).isEqualTo(first.text("id"));
    assertThat(sandbox.bearer("GET", SUBSCRIPTIONS, app).json().path("results").size())
        .isEqualTo(1);
    assertThat(subscribe(app, UNINSTALLS.replace("4-1916193", "0-1")).status()).isEqualTo(400);
  }

  private Answer subscribe(String token, String body) {
    return sandbox.send(
        "POST",
        SUBSCRIPTIONS,
        body,
        "Content-Type",
        "application/json",
        "Authorization",
        "Bearer " + token);
  }

  private String appToken() {
    return sandbox
        .token(
            "grant_type",
            "client_credentials",
            "scope",
            "developer.webhooks_journal.read developer.webhooks_journal.subscriptions.read developer.webhooks_journal.subscriptions.write")
        .text("access_token");
  }

  private Answer uninstall() {
    return uninstall("1001");
  }

  private Answer uninstall(String portal) {
    return sandbox.form("/connected-apps/" + portal + "/uninstall", Map.of("reason", "Because"));
  }

  private static String next(String offset) {
    return JOURNAL + "offset/" + offset + "/next";
  }
}
