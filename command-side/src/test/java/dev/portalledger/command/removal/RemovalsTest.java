package dev.portalledger.command.removal;

import static dev.portalledger.command.proof.ProvenLedger.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.command.proof.ProvenLedger;
import dev.portalledger.command.removal.EmergencyController.Answer;
import dev.portalledger.command.removal.EmergencyController.Request;
import dev.portalledger.command.removal.Removals.Order;
import dev.portalledger.command.removal.Removals.Outcome;
import dev.portalledger.command.web.Operator;
import dev.portalledger.command.web.Trouble;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many removals at once: each is one of its own. */
class RemovalsTest {

  private static final SubjectId OLGA = new SubjectId("olga");
  private static final Operator OTTO = new Operator(new SubjectId("otto"));

  private final ProvenLedger ledger = ProvenLedger.get().emptied();
  private final Removals removals = ledger.bean(Removals.class);

  @Test
  void each_portal_has_a_result_and_an_event_of_its_own() {
    var portals = IntStream.range(0, 3).mapToObj(_ -> ledger.connected()).toList();
    var removedBefore = portals.getFirst();
    remove(removedBefore, false);

    assertThat(remove(removedBefore, false)).isEqualTo(new Outcome.WasRemoved(removedBefore));
    assertThat(remove(portals.get(1), false)).isEqualTo(new Outcome.Removed(portals.get(1), 1L));
    assertThat(remove(new PortalId(39_999), false))
        .isEqualTo(new Outcome.Unknown(new PortalId(39_999)));
    assertThat(ledger.events(removedBefore))
        .containsExactly("connected", "revoked REMOVED_BY_MEMBER");
    assertThat(ledger.events(portals.get(1)))
        .containsExactly("connected", "revoked REMOVED_BY_MEMBER");
    assertThat(ledger.events(portals.get(2))).containsExactly("connected");
  }

  @Test
  void a_trial_tells_the_same_and_records_nothing() {
    var portal = ledger.connected();

    assertThat(remove(portal, true)).isEqualTo(new Outcome.Removed(portal, null));
    assertThat(ledger.events(portal)).containsExactly("connected");
  }

  @Test
  void a_portal_of_another_organization_is_as_unknown_as_one_that_nobody_has() {
    var portal = ledger.connected();
    var others =
        new Order(
            new OrganizationId("globex"),
            RevocationCause.REMOVED_BY_MEMBER,
            OLGA,
            RevocationExtent.GRANT,
            false);

    assertThat(removals.remove(others, portal)).isEqualTo(new Outcome.Unknown(portal));
    assertThat(ledger.events(portal)).containsExactly("connected");
  }

  @Test
  @DisplayName("T5: an operator ends every connection of an organization, told their number first")
  void an_operator_ends_all_of_an_organization() {
    var portals = IntStream.range(0, 5).mapToObj(_ -> ledger.connected()).toList();
    var emergency = ledger.bean(EmergencyController.class);

    assertThat(emergency.ofOrganization(OTTO, ACME, new Request(true, 0)))
        .isEqualTo(new Answer(true, 5, 0));
    assertThatThrownBy(() -> emergency.ofOrganization(OTTO, ACME, new Request(false, 4)))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("You named 4 connections, and 5 are held now. Nothing was ended.");
    assertThat(portals).allMatch(portal -> ledger.events(portal).equals(List.of("connected")));

    assertThat(emergency.ofOrganization(OTTO, ACME, new Request(false, 5)))
        .isEqualTo(new Answer(false, 5, 5));

    assertThat(portals)
        .allMatch(
            portal ->
                ledger.events(portal).equals(List.of("connected", "revoked ENDED_BY_OPERATOR")));
    assertThat(emergency.ofOrganization(OTTO, ACME, new Request(true, 0)))
        .isEqualTo(new Answer(true, 0, 0));
  }

  @Test
  @DisplayName("T5: an operator ends every connection there is, expired ones too")
  void an_operator_ends_all() {
    var portals = IntStream.range(0, 3).mapToObj(_ -> ledger.connected()).toList();
    ledger
        .db()
        .sql("update proof.connection set state = 'EXPIRED' where portal_id = ?")
        .param(portals.getFirst().value())
        .update();
    var emergency = ledger.bean(EmergencyController.class);

    assertThat(emergency.ofAll(OTTO, new Request(false, 3))).isEqualTo(new Answer(false, 3, 3));

    assertThat(portals)
        .allMatch(portal -> ledger.events(portal).contains("revoked ENDED_BY_OPERATOR"));
  }

  private Outcome remove(PortalId portal, boolean isTrial) {
    return removals.remove(
        new Order(ACME, RevocationCause.REMOVED_BY_MEMBER, OLGA, RevocationExtent.GRANT, isTrial),
        portal);
  }
}
