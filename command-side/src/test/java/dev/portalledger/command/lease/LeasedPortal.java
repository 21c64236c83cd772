package dev.portalledger.command.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.connection.Consent;
import dev.portalledger.command.connection.Decision;
import dev.portalledger.command.connection.ExpireConnection;
import dev.portalledger.command.connection.ReconnectPortal;
import dev.portalledger.command.gateway.Command;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An organization of its own with a connected portal of its own, on the running command side. */
final class LeasedPortal {

  private static final AtomicLong PORTALS = new AtomicLong(700_000);
  private static final SubjectId MEMBER = new SubjectId("subject-member");

  final RunningCommandSide side = RunningCommandSide.get();
  final OrganizationId organization =
      new OrganizationId("lease-" + UUID.randomUUID().toString().substring(0, 8));
  final PortalId portal = new PortalId(PORTALS.incrementAndGet());
  final String service = side.issuer().token("importer", organization.value(), "SERVICE");
  final String owner = side.issuer().token("owner", organization.value(), "OWNER");

  LeasedPortal() {
    var registered =
        side.send(
            side.api(
                "POST",
                "/api/v1/organizations",
                side.issuer().token("operator", null, "OPERATOR"),
                """
                {"organizationId":"%1$s","name":"%1$s","plan":"PRO","features":["AUDIT"]}
                """
                    .formatted(organization)));
    assertThat(registered.status()).as(registered.body()).isEqualTo(201);
    var attempt = attempt();
    accept(new ConnectPortal(organization, portal, attempt, consent(), MEMBER));
    age(Duration.ofMinutes(25));
  }

  void reconnect() {
    accept(new ReconnectPortal(organization, portal, portal, attempt(), consent(), MEMBER));
    age(Duration.ofMinutes(25));
  }

  void expire() {
    accept(new ExpireConnection(organization, portal, 1, ExpiryCause.GRANT_DEAD));
  }

  void remove() {
    assertThat(side.send(side.api("DELETE", path(""), owner, "")).status()).isEqualTo(200);
  }

  String token() {
    return "canary-access-" + portal;
  }

  void age(Duration life) {
    CommandDatabase.asOwner()
        .sql(
            """
            update command.credential
               set access_expires_at = clock_timestamp() + make_interval(secs => :life)
             where portal_id = :portal and status = 'ACTIVE'
            """)
        .param("life", (double) life.toSeconds())
        .param("portal", portal.value())
        .update();
  }

  Answer lease(String purpose) {
    return lease(service, UUID.randomUUID().toString(), "", body(purpose, "run-7"));
  }

  Answer lease(String token, String key, String query, String body) {
    return side.send(
        HttpRequest.newBuilder(side.at(path("/leases") + query))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  /** A token of ours that is good at the pass-through. */
  String pass(String purpose) {
    var query = purpose.equals("AUDIT") ? "" : "?passThrough=true";
    var answer = lease(service, UUID.randomUUID().toString(), query, body(purpose, "run-7"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return json(answer).get("accessToken").asString();
  }

  static String body(String purpose, String reason) {
    return "{\"purpose\":\"%s\",\"reason\":\"%s\"}".formatted(purpose, reason);
  }

  static JsonNode json(Answer answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  /** The stored events of this organization of one kind, as text. */
  List<String> events(String kind) {
    return CommandDatabase.asOwner()
        .sql(
            """
            select convert_from(payload, 'UTF8') from events.event
             where tenant = :organization and payload_type = :kind order by global_index
            """)
        .param("organization", organization.value())
        .param("kind", kind)
        .query(String.class)
        .list();
  }

  private String path(String rest) {
    return "/api/v1/portals/" + portal + rest;
  }

  private AttemptId attempt() {
    var begun = side.send(side.api("POST", "/api/v1/authorizations", owner, "{}"));
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    var attempt = new AttemptId(json(begun).get("attemptId").asString());
    side.bean(Vault.class)
        .keepPending(
            attempt,
            organization,
            new Tokens(
                new AccessToken(token()),
                Instant.parse("2026-01-01T00:00:00Z"),
                new RefreshToken("canary-refresh-" + UUID.randomUUID())));
    return attempt;
  }

  private void accept(Command<Decision> command) {
    assertThat(side.bean(Commands.class).send(command, MEMBER))
        .isInstanceOf(Decision.Accepted.class);
  }

  private static Consent consent() {
    return new Consent(
        new SubjectId("subject-authorizer"),
        AuthorizerStanding.UNKNOWN,
        List.of("crm.objects.contacts.read", "oauth"),
        List.of("oauth"),
        "example.test");
  }
}
