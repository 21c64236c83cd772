package dev.portalledger.command.revocation;

import static dev.portalledger.command.proof.ProvenLedger.ACME;
import static dev.portalledger.events.connection.RevocationExtent.GRANT;
import static dev.portalledger.events.connection.RevocationExtent.GRANT_AND_APP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.certificate.Certificates;
import dev.portalledger.command.connection.ExpireConnection;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.command.proof.PretendedHubSpot.Mood;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was revoked and what HubSpot answered, signed, as soon as all answers are in. */
class CertificateTest {

  /** What stands before the 32 bytes of a public key of Ed25519 in a SubjectPublicKeyInfo. */
  private static final String ED25519 = "302a300506032b6570032100";

  private static final JsonMapper JSON = JsonMapper.shared();

  private record Signed(String header, String payload, String signature) {}

  private final RevokingLedger ledger = new RevokingLedger();

  @AfterEach
  void nothing_waits() {
    ledger.hubSpot.is(Mood.WELL);
    ledger.untilDone();
  }

  @Test
  void it_tells_the_whole_story_once_the_token_is_shown_to_be_dead() throws Exception {
    var portal = ledger.removed(GRANT_AND_APP);
    ledger.nextTry();
    ledger.nextTry();
    assertThat(ledger.story(portal)).hasSize(3);
    assertThat(certificates(portal)).isEmpty();

    ledger.untilDone();

    var told = verified(certificates(portal).getFirst());
    assertThat(told.get("type").asString()).isEqualTo("portal-ledger/revocation-certificate/1");
    assertThat(told.get("issuer").asString()).isEqualTo("https://ledger.test");
    assertThat(told.get("organization").asString()).isEqualTo("acme");
    assertThat(told.get("portal").asLong()).isEqualTo(portal.value());
    assertThat(told.get("generation").asInt()).isEqualTo(1);
    assertThat(told.at("/grant/authorizer").asString()).isEqualTo("hugo");
    assertThat(told.at("/grant/scopes/0").asString()).isEqualTo("oauth");
    assertThat(told.at("/revoked/cause").asString()).isEqualTo("REMOVED_BY_MEMBER");
    assertThat(told.at("/revoked/by").asString()).isEqualTo("olga");
    assertThat(told.at("/revoked/residualAccessUntil").asString()).startsWith("20");
    assertThat(told.at("/uninstall/answer").asString()).isEqualTo("UNINSTALLED");
    assertThat(told.at("/upstream/answer").asString()).isEqualTo("REVOKED");
    assertThat(told.at("/probe/result").asString()).isEqualTo("DEAD");
    assertThat(told.get("events").findValuesAsString("kind"))
        .containsExactly(
            "portal-connection.connected",
            "portal-connection.revoked",
            "portal-connection.app-uninstall-answered",
            "portal-connection.upstream-revocation-confirmed",
            "portal-connection.revocation-probed");
  }

  @Test
  void it_says_what_is_left_to_do_when_hubspot_never_confirmed() throws Exception {
    ledger.hubSpot.is(Mood.DOWN);
    var portal = ledger.removed(GRANT);
    ledger.later(portal, "7 days");
    ledger.nextTry();

    var told = verified(certificates(portal).getFirst());
    assertThat(told.at("/upstream/answer").asString()).isEqualTo("NOT_REVOKED");
    assertThat(told.at("/upstream/failure").asString()).isEqualTo("NOT_CONFIRMED_IN_TIME");
    assertThat(told.at("/upstream/manualStep").asString())
        .isEqualTo("REMOVE_APP_IN_CONNECTED_APPS");
    assertThat(told.get("probe").isNull()).isTrue();
  }

  @Test
  void it_does_not_claim_a_revocation_when_hubspot_had_ended_the_grant_before() throws Exception {
    var portal = ledger.connected();
    var expire = new ExpireConnection(ACME, portal, 1, ExpiryCause.GRANT_DEAD);
    var _ = ledger.ledger.commands().send(expire, Commands.SYSTEM);
    ledger.remove(portal, GRANT);
    ledger.untilDone();

    var told = verified(certificates(portal).getFirst());
    assertThat(told.at("/upstream/answer").asString()).isEqualTo("DEAD_BEFORE");
  }

  @Test
  void each_grant_has_its_own_and_tells_nothing_of_the_others() throws Exception {
    var portal = ledger.removed(GRANT);
    ledger.ledger.grant(portal, 2);
    ledger.remove(portal, GRANT);
    ledger.untilDone();

    var both = certificates(portal);
    assertThat(both).hasSize(2);
    for (int grant = 0; grant < 2; grant++) {
      var told = verified(both.get(grant));
      assertThat(told.get("generation").asInt()).isEqualTo(grant + 1);
      assertThat(told.get("events")).hasSize(4);
    }
  }

  @Test
  void what_another_organization_did_with_the_portal_before_is_not_told() throws Exception {
    var globex = new OrganizationId("globex");
    var _ =
        ledger
            .ledger
            .commands()
            .send(
                new RegisterOrganization(globex, "Globex", Plan.CUSTOM, List.of()),
                Commands.SYSTEM);
    var portal = ledger.removed(GRANT);
    ledger.untilDone();
    ledger.ledger.grantTo(globex, portal, 2);
    ledger.remove(globex, portal, GRANT);
    ledger.untilDone();

    var theirs = verified(certificateOf(globex, portal));
    assertThat(theirs.get("organization").asString()).isEqualTo("globex");
    assertThat(theirs.get("generation").asInt()).isEqualTo(1);
    assertThat(theirs.get("events").findValues("version").toString()).isEqualTo("[4, 5, 6, 7]");
    assertThat(verified(certificateOf(ACME, portal)).get("events")).hasSize(4);
  }

  private Signed certificateOf(OrganizationId organization, PortalId portal) {
    return certificates(portal).stream()
        .filter(
            signed ->
                JSON.readTree(bytes(signed.payload()))
                    .get("organization")
                    .asString()
                    .equals(organization.value()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_same_events_give_the_same_bytes() {
    var portal = ledger.removed(GRANT);
    ledger.untilDone();
    var before = certificates(portal);
    ledger
        .db()
        .sql("delete from proof.revocation_certificate where portal_id = ?")
        .param(portal.value())
        .update();

    ledger
        .ledger
        .bean(TransactionOperations.class)
        .executeWithoutResult(_ -> ledger.ledger.bean(Certificates.class).issue(ACME, portal, 1));

    assertThat(certificates(portal)).isEqualTo(before).hasSize(1);
  }

  @Test
  void one_changed_byte_is_noticed() throws Exception {
    var portal = ledger.removed(GRANT);
    ledger.untilDone();
    var signed = certificates(portal).getFirst();

    assertThat(isSigned(signed)).isTrue();
    assertThat(isSigned(new Signed(signed.header(), "A" + signed.payload(), signed.signature())))
        .isFalse();
  }

  private List<Signed> certificates(PortalId portal) {
    return ledger
        .db()
        .sql(
            """
            select protected, payload, signature from proof.revocation_certificate
             where portal_id = ? order by generation
            """)
        .param(portal.value())
        .query(
            (row, _) ->
                new Signed(
                    row.getString("protected"),
                    row.getString("payload"),
                    row.getString("signature")))
        .list();
  }

  private JsonNode verified(Signed signed) throws Exception {
    assertThat(isSigned(signed)).isTrue();
    return JSON.readTree(bytes(signed.payload()));
  }

  /** As an outsider does it, with nothing but the JDK. */
  private boolean isSigned(Signed signed) throws Exception {
    var keyId = JSON.readTree(bytes(signed.header())).get("kid").asString();
    var x =
        ledger
            .db()
            .sql("select public_key from proof.certificate_key where key_id = ?")
            .param(keyId)
            .query(String.class)
            .single();
    var encoded = HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(bytes(x)));
    var check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    check.update((signed.header() + "." + signed.payload()).getBytes(UTF_8));
    return check.verify(bytes(signed.signature()));
  }

  private static byte[] bytes(String base64Url) {
    return Base64.getUrlDecoder().decode(base64Url);
  }
}
