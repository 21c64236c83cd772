package dev.portalledger.command.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.vault.Sealer;
import dev.portalledger.command.vault.Secrets;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.command.web.RunningCommandSide.Answer;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.invitation.InvitationWithdrawn;
import dev.portalledger.events.lease.Purpose;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** T9: an invitation is an object of its own, and its link is a secret that is shown once. */
class InvitationApiTest {

  private static final Pattern ID = Pattern.compile("\"invitationId\":\"([A-Za-z0-9_-]{43})\"");
  private static final Pattern LINK =
      Pattern.compile("\"link\":\"https://ledger\\.test/invitations/([A-Za-z0-9_-]{43})\"");
  private static final String AUDIT = "{\"purpose\":\"AUDIT\"}";

  private final RunningCommandSide side = RunningCommandSide.get();
  private final JdbcClient db = CommandDatabase.asOwner();
  private final String acme = "acme-" + UUID.randomUUID().toString().substring(0, 8);
  private final String owner = side.issuer().token("owner", acme, "OWNER");

  @BeforeEach
  void register() {
    assertThat(register(acme, "\"AUDIT\",\"DEPLOY\"").status()).isEqualTo(201);
  }

  @Test
  @DisplayName("T9: of a link only the hash is kept, the event names who invited to what")
  void an_invitation_keeps_the_hash_of_its_link() {
    var answer = invite("{\"purpose\":\"AUDIT\",\"expectedPortal\":1001}");

    assertThat(answer.status()).isEqualTo(201);
    var secret = found(LINK, answer);
    var kept = row(found(ID, answer));
    assertThat(kept).containsEntry("secret", HexFormat.of().formatHex(Secrets.hash(secret)));
    assertThat(kept.toString()).doesNotContain(secret);
    assertThat(kept).containsEntry("phase", "OPEN").containsEntry("lifetime", "7 days");
    var issued = (InvitationIssued) events(found(ID, answer)).getFirst().getPayload();
    assertThat(issued.purpose()).isEqualTo(Purpose.AUDIT);
    assertThat(issued.expectedPortal()).isEqualTo(new PortalId(1001));
    assertThat(issued.requiredScopes()).contains("oauth");
    assertThat(issued.optionalScopes()).contains("files.read").doesNotContain("files.write");
    assertThat(issued.invitedBy().value()).isEqualTo(kept.get("invited_by"));
    assertThat(issued.toString()).doesNotContain(secret);
  }

  @Test
  void an_implementation_asks_for_writing_too() {
    var issued =
        (InvitationIssued)
            events(found(ID, invite("{\"purpose\":\"IMPLEMENTATION\"}"))).getFirst().getPayload();

    assertThat(issued.expectedPortal()).isNull();
    assertThat(issued.optionalScopes()).contains("files.read", "files.write");
  }

  @Test
  @DisplayName("T9, T28: a repetition invites nobody again, and the link is not kept for it")
  void a_repetition_does_not_show_the_link_again() {
    var key = UUID.randomUUID().toString();

    var first = invite(key, AUDIT);
    var again = invite(key, AUDIT);

    assertThat(again.status()).isEqualTo(201);
    assertThat(found(ID, again)).isEqualTo(found(ID, first));
    assertThat(again.body()).contains("\"link\":null");
    assertThat(invitations()).isEqualTo(1);
    assertThat(keptAnswers()).isNotEmpty().noneMatch(kept -> kept.contains(found(LINK, first)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"purpose\":null}",
        "{\"purpose\":\"FUN\"}",
        "{\"purpose\":1}",
        "{\"purpose\":\"AUDIT\",\"expectedPortal\":0}",
        "{\"purpose\":\"AUDIT\",\"expectedPortal\":-7}",
        "{\"purpose\":\"AUDIT\",\"expectedPortal\":\"1001\"}",
        "{\"purpose\":\"AUDIT\",\"expectedPortal\":99999999999999999999}",
        "{\"purpose\":\"AUDIT\",\"email\":\"someone@client.test\"}"
      })
  void what_is_not_understood_is_refused_and_invites_nobody(String body) {
    var answer = invite(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("invalid-request");
    assertThat(invitations()).isZero();
  }

  @Test
  void nothing_is_asked_for_that_no_feature_needs() {
    var globex = "globex-" + UUID.randomUUID().toString().substring(0, 8);
    register(globex, "\"AUDIT\"");
    var token = side.issuer().token("owner", globex, "OWNER");

    assertThat(send(token, UUID.randomUUID().toString(), "{\"purpose\":\"IMPLEMENTATION\"}"))
        .extracting(Answer::status, Answer::problem)
        .containsExactly(409, "conflict");
  }

  @Test
  void an_organization_nobody_registered_invites_nobody() {
    var token = side.issuer().token("owner", "nobody-" + acme, "OWNER");

    assertThat(send(token, UUID.randomUUID().toString(), AUDIT).problem()).isEqualTo("conflict");
  }

  @Test
  void five_hundred_may_be_open_at_once_and_ended_ones_do_not_count() {
    db.sql(
            """
            insert into invitation.invitation (invitation_id, organization_id, secret_sha256, invited_by,
              purpose, required_scopes, optional_scopes, expires_at)
            select :org || n, :org, cast(:org || n as bytea), 'subject', 'AUDIT', '{}', '{}',
                   clock_timestamp() + interval '1 day'
              from generate_series(1, 500) as n
            """)
        .param("org", acme)
        .update();

    var refused = invite(AUDIT);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotNull();

    assertThat(withdraw(owner, acme + 1).status()).isEqualTo(204);
    assertThat(invite(AUDIT).status()).isEqualTo(201);
    assertThat(invite(AUDIT).status()).isEqualTo(429);
    turnTo(acme + 2, "expires_at = clock_timestamp()");
    assertThat(invite(AUDIT).status()).isEqualTo(201);
  }

  @Test
  void a_withdrawn_invitation_says_who_withdrew_it_and_only_once() {
    var id = found(ID, invite(AUDIT));
    var admin = side.issuer().token("admin", acme, "ADMIN");

    assertThat(withdraw(admin, id).status()).isEqualTo(204);
    assertThat(withdraw(owner, id).status()).isEqualTo(204);

    assertThat(events(id)).hasSize(2);
    var withdrawn = (InvitationWithdrawn) events(id).getLast().getPayload();
    assertThat(withdrawn.withdrawnBy()).isNotEqualTo(withdrawn.invitedBy());
    assertThat(row(id)).containsEntry("phase", "WITHDRAWN");
  }

  @Test
  void a_used_invitation_cannot_be_withdrawn() {
    var id = found(ID, invite(AUDIT));
    turnTo(id, "phase = 'USED', taken_by = invitation_id");

    assertThat(withdraw(owner, id))
        .extracting(Answer::status, Answer::problem)
        .containsExactly(409, "conflict");
    assertThat(events(id)).hasSize(1);
  }

  @Test
  @DisplayName("T18: another organization's invitation does not exist")
  void a_foreign_invitation_does_not_exist() {
    var id = found(ID, invite(AUDIT));
    var stranger = side.issuer().token("owner", "globex", "OWNER");

    var foreign = withdraw(stranger, id);
    var unknown = withdraw(stranger, "unknown");

    assertThat(foreign.status()).isEqualTo(404);
    assertThat(neutral(foreign.body(), id)).isEqualTo(neutral(unknown.body(), "unknown"));
    assertThat(row(id)).containsEntry("phase", "OPEN");
  }

  @Test
  void an_invitation_that_nobody_used_expires_once() {
    var id = found(ID, invite(AUDIT));
    var young = found(ID, invite(AUDIT));
    turnTo(id, "expires_at = clock_timestamp() - interval '1 second'");

    side.bean(InvitationSweep.class).sweep();
    side.bean(InvitationSweep.class).sweep();

    assertThat(events(id)).hasSize(2);
    assertThat(events(id).getLast().getPayload()).isInstanceOf(InvitationExpired.class);
    assertThat(withdraw(owner, id).status()).isEqualTo(204);
    assertThat(row(id)).containsEntry("phase", "EXPIRED");
    assertThat(row(young)).containsEntry("phase", "OPEN");
  }

  private Answer invite(String body) {
    return invite(UUID.randomUUID().toString(), body);
  }

  private Answer invite(String key, String body) {
    return send(owner, key, body);
  }

  private Answer send(String token, String key, String body) {
    return side.send(
        side.api("POST", "/api/v1/invitations", token, body).setHeader("Idempotency-Key", key));
  }

  private Answer withdraw(String token, String id) {
    return side.send(side.api("DELETE", "/api/v1/invitations/" + id, token, ""));
  }

  private Answer register(String organization, String features) {
    return side.send(
        side.api(
            "POST",
            "/api/v1/organizations",
            side.issuer().token("operator", null, "OPERATOR"),
            """
            {"organizationId":"%1$s","name":"%1$s","plan":"PRO","features":[%2$s]}
            """
                .formatted(organization, features)));
  }

  private List<? extends Message<?>> events(String id) {
    return side.bean(EventStore.class).readEvents("invitation-" + id).asStream().toList();
  }

  private long invitations() {
    return db.sql("select count(*) from invitation.invitation where organization_id = :org")
        .param("org", acme)
        .query(Long.class)
        .single();
  }

  private java.util.Map<String, @Nullable Object> row(String id) {
    return db.sql(
            """
            select encode(secret_sha256, 'hex') as secret, invited_by, phase,
                   (expires_at - created_at)::interval(0)::text as lifetime, required_scopes::text
              from invitation.invitation where invitation_id = :id
            """)
        .param("id", id)
        .query()
        .singleRow();
  }

  private void turnTo(String id, String change) {
    db.sql("update invitation.invitation set " + change + " where invitation_id = :id")
        .param("id", id)
        .update();
  }

  /** Every answer that is kept for repetition, decrypted. */
  private List<String> keptAnswers() {
    var sealer = side.bean(Sealer.class);
    return db.sql("select scope, answer_ct from command.idempotency where answer_ct is not null")
        .query(
            (row, _) ->
                new String(
                    sealer.open(
                        row.getBytes("answer_ct"),
                        "idempotency",
                        HexFormat.of().formatHex(row.getBytes("scope"))),
                    UTF_8))
        .list();
  }

  private static String neutral(String problem, String id) {
    return problem.replace(id, "ID").replaceAll("\"traceId\":\"[0-9a-f]+\"", "");
  }

  private static String found(Pattern pattern, Answer answer) {
    var matcher = pattern.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }
}
