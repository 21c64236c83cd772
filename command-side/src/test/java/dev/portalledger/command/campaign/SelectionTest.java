package dev.portalledger.command.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.connection.ConnectPortal;
import dev.portalledger.command.connection.Consent;
import dev.portalledger.command.connection.ExpireConnection;
import dev.portalledger.command.gateway.Commands;
import dev.portalledger.command.organization.RegisterOrganization;
import dev.portalledger.command.proof.ProvenLedger;
import dev.portalledger.command.vault.AccessToken;
import dev.portalledger.command.vault.RefreshToken;
import dev.portalledger.command.vault.Tokens;
import dev.portalledger.command.vault.Vault;
import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables tell where to look for portals that need a new grant; the portals' own events decide. */
class SelectionTest {

  private static final OrganizationId US = new OrganizationId("selecting");
  private static final SubjectId OLGA = new SubjectId("olga");
  private static final AtomicLong PORTALS = new AtomicLong(880_000);
  private static final List<String> NEEDED = Feature.AUDIT.needs();
  private static final List<String> WITHOUT_FILES =
      NEEDED.stream().filter(scope -> !scope.equals("files.read")).toList();

  private final ProvenLedger ledger = ProvenLedger.get().emptied();
  private final Selection selection = ledger.bean(Selection.class);

  @BeforeEach
  void an_organization_that_audits() {
    var register = new RegisterOrganization(US, "Us", Plan.CUSTOM, List.of(Feature.AUDIT));
    var _ = ledger.commands().send(register, Commands.SYSTEM);
    ledger
        .db()
        .sql("delete from command.attempt where organization_id = ?")
        .param(US.value())
        .update();
  }

  @Test
  void scopes_are_missing_where_a_new_grant_would_bring_them_and_nowhere_else() {
    var lacks = connected(List.of("oauth"), List.of("oauth"));
    connected(List.of("oauth"), NEEDED);
    connected(List.of("oauth", "files.read"), WITHOUT_FILES);
    connected(NEEDED, WITHOUT_FILES);

    assertThat(selection.needing(US, Reason.DRIFT, 10)).containsExactly(lacks);
  }

  @Test
  void expired_are_those_whose_events_say_so_whatever_a_table_says() {
    var expired = connected(NEEDED, NEEDED);
    connected(NEEDED, NEEDED);
    var expire = new ExpireConnection(US, expired, 1, ExpiryCause.GRANT_DEAD);
    var _ = ledger.commands().send(expire, Commands.SYSTEM);
    ledger.db().sql("update proof.connection set state = 'EXPIRED'").update();

    assertThat(selection.needing(US, Reason.EXPIRED, 10)).containsExactly(expired);
  }

  private PortalId connected(List<String> asked, List<String> granted) {
    var portal = new PortalId(PORTALS.incrementAndGet());
    var attempt = new AttemptId(UUID.randomUUID().toString());
    open(attempt, asked);
    var tokens =
        new Tokens(
            new AccessToken("access-" + portal),
            Instant.now().plusSeconds(1800),
            new RefreshToken("refresh-" + portal));
    var _ = ledger.bean(Vault.class).keepPending(attempt, US, tokens);
    var consent =
        new Consent(OLGA, AuthorizerStanding.SUPER_ADMIN, granted, List.of("oauth"), null);
    var _ = ledger.commands().send(new ConnectPortal(US, portal, attempt, consent, OLGA), OLGA);
    return portal;
  }

  private void open(AttemptId attempt, List<String> asked) {
    ledger
        .db()
        .sql(
            """
            insert into command.attempt (attempt_id, organization_id, initiator, state_sha256,
              browser_sha256, verifier_ct, required_scopes, optional_scopes, phase, expires_at)
            values (:attempt, :organization, 'olga', :state, '', '', :asked, '{}', 'CONSUMED',
              clock_timestamp() + interval '10 minutes')
            """)
        .param("attempt", attempt.value())
        .param("organization", US.value())
        .param("state", attempt.value().getBytes(UTF_8))
        .param("asked", asked.toArray(String[]::new))
        .update();
  }
}
