package dev.portalledger.query.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Certificates are shown as they were signed, to members of their organization alone. */
class CertificatePageTest {

  private static final Map<String, String> PAGE = Map.of("Accept", "text/html");
  private static final Map<String, String> JSON = Map.of("Accept", "application/json");

  @Test
  void a_member_reads_what_was_signed_with_the_names_that_are_still_known() {
    RunningQuerySide.name("subject-hugo-c", "Hugo Hub", "hugo@client.example");
    keep(
        "certified",
        670_001,
        "\"REVOKED\", null, null, {\"at\":\"2026-03-02T12:01:00Z\",\"result\":\"DEAD\"}");
    var member = RunningQuerySide.signedIn("Rita", "certified", "MEMBER");

    var page = member.get("/client-accounts/670001/revocations/1", PAGE);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("HubSpot shows the token dead", "gone.example", "Hugo Hub", "erased")
        .contains("HubSpot confirmed that the token is revoked", "2 Mar 2026, 12:30:00 UTC")
        .contains("portal-connection.connected", "event-1", "key-670001", "signature-670001");
  }

  @Test
  void what_is_left_to_do_is_on_the_page() {
    keep(
        "certified",
        670_002,
        "\"NOT_REVOKED\", \"NOT_CONFIRMED_IN_TIME\", \"REMOVE_APP_IN_CONNECTED_APPS\", null");
    var member = RunningQuerySide.signedIn("Rita", "certified", "MEMBER");

    assertThat(member.get("/client-accounts/670002/revocations/1", PAGE).body())
        .contains("at HubSpot it was not revoked", "did not confirm it for seven days")
        .contains("Left to do", "Connected Apps")
        .doesNotContain("Asked again");
  }

  @Test
  void the_signed_form_is_a_jws_and_its_keys_are_for_everybody() {
    keep("certified", 670_003, "\"DEAD_BEFORE\", null, null, null");
    var member = RunningQuerySide.signedIn("Rita", "certified", "AUDITOR");

    var signed = member.get("/api/v1/portals/670003/revocations/1/certificate", JSON).body();
    var read = JsonMapper.shared().readTree(signed);
    assertThat(read.propertyNames()).containsExactlyInAnyOrder("payload", "protected", "signature");
    assertThat(read.get("signature").asString()).isEqualTo("signature-670003");

    var keys = RunningQuerySide.browser().get("/api/v1/certificate-keys", JSON).body();
    assertThat(JsonMapper.shared().readTree(keys).get("keys").findValuesAsString("kid"))
        .contains("key-670003");
    assertThat(keys).contains("\"crv\":\"Ed25519\"", "\"kty\":\"OKP\"", "\"x\":\"x-670003\"");
  }

  @Test
  void another_organization_and_a_revocation_that_is_not_over_look_like_nothing() {
    keep("certified", 670_004, "\"REVOKED\", null, null, null");
    var stranger = RunningQuerySide.signedIn("Egon", "others", "OWNER");
    var member = RunningQuerySide.signedIn("Rita", "certified", "MEMBER");

    for (var path :
        new String[] {
          "/client-accounts/%s/revocations/%s", "/api/v1/portals/%s/revocations/%s/certificate"
        }) {
      assertThat(stranger.get(path.formatted(670_004, 1), JSON).statusCode()).isEqualTo(404);
      assertThat(member.get(path.formatted(670_004, 1), JSON).statusCode()).isEqualTo(200);
      var none = member.get(path.formatted(670_004, 2), JSON);
      assertThat(none.statusCode()).isEqualTo(404);
      assertThat(none.body()).contains("issued when HubSpot has given all its answers");
    }
  }

  private static void keep(String organization, long portal, String rest) {
    var parts = rest.split(", ", 4);
    var payload =
        """
        {"type":"portal-ledger/revocation-certificate/1","issuer":"https://ledger.test",
         "organization":"%s","portal":%d,"hubDomain":"gone.example","generation":1,
         "grant":{"at":"2026-03-01T12:00:00Z","authorizer":"subject-hugo-c","connectedBy":"subject-x",
                  "scopes":["oauth"]},
         "revoked":{"at":"2026-03-02T12:00:00Z","cause":"REMOVED_BY_MEMBER","by":"subject-x",
                    "extent":"GRANT","residualAccessUntil":"2026-03-02T12:30:00Z"},
         "uninstall":null,
         "upstream":{"at":"2026-03-02T12:00:05Z","answer":"%s","failure":%s,"manualStep":%s},
         "probe":%s,
         "events":[{"id":"event-1","version":0,"kind":"portal-connection.connected","at":"2026-03-01T12:00:00Z"}]}
        """
            .formatted(
                organization, portal, parts[0].replace("\"", ""), parts[1], parts[2], parts[3]);
    var db = TestDatabase.asOwner();
    db.sql("insert into proof.certificate_key (key_id, public_key) values (?, ?)")
        .params("key-" + portal, "x-" + portal)
        .update();
    db.sql("insert into proof.revocation_certificate values (?, ?, 1, ?, ?, ?)")
        .params(
            organization,
            portal,
            text("{\"alg\":\"EdDSA\",\"kid\":\"key-%d\"}".formatted(portal)),
            text(payload),
            "signature-" + portal)
        .update();
  }

  private static String text(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }
}
