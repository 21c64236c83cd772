package dev.portalledger.command.connection;

import static dev.portalledger.command.connection.Histories.ACME;
import static dev.portalledger.command.connection.Histories.GLOBEX;
import static dev.portalledger.command.connection.Histories.MEMBER;
import static dev.portalledger.command.connection.Histories.NOW;
import static dev.portalledger.command.connection.Histories.PORTAL;
import static dev.portalledger.command.connection.Histories.RESIDUAL;
import static dev.portalledger.command.connection.Histories.connected;
import static dev.portalledger.command.connection.Histories.expired;
import static dev.portalledger.command.connection.Histories.reconnected;
import static dev.portalledger.command.connection.Histories.registered;
import static dev.portalledger.command.connection.Histories.revoked;
import static dev.portalledger.command.connection.Histories.seatReleased;
import static dev.portalledger.command.connection.Histories.seatTaken;

import dev.portalledger.command.connection.Refusal.NeverConnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.SeatReleased;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RevokeConnectionTest {

  private final LedgerFixture ledger = new LedgerFixture();

  @Test
  void releases_seat_and_portal_when_a_member_removes_it() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1, 1),
            seatTaken(ACME, 1001, 2),
            connected(ACME, 1))
        .when(remove())
        .expectEvents(new SeatReleased(ACME, PORTAL, 1, NOW), removed(1));
  }

  @ParameterizedTest
  @EnumSource
  void any_cause_releases_the_seat(RevocationCause cause) {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(new RevokeConnection(ACME, PORTAL, cause, null, RevocationExtent.GRANT))
        .expectEvents(
            new SeatReleased(ACME, PORTAL, 0, NOW),
            new PortalRevoked(PORTAL, ACME, 1, cause, null, RevocationExtent.GRANT, RESIDUAL, NOW));
  }

  @Test
  void an_expired_portal_is_removed_like_a_connected_one() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            expired(ACME, 1))
        .when(remove())
        .expectEvents(new SeatReleased(ACME, PORTAL, 0, NOW), removed(1));
  }

  @Test
  void ends_the_newest_grant() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2))
        .when(remove())
        .expectEvents(new SeatReleased(ACME, PORTAL, 0, NOW), removed(2));
  }

  @Test
  void records_nothing_when_it_was_removed_already() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1))
        .when(remove())
        .expectNothing();
  }

  @Test
  void leaves_alone_what_another_organization_connected_since() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1),
            connected(GLOBEX, 1))
        .when(remove())
        .expectNothing();
  }

  @Test
  void refuses_a_portal_of_another_organization_exactly_like_an_unknown_one() {
    ledger
        .given(registered(ACME, Plan.PRO), connected(GLOBEX, 1))
        .when(remove())
        .expectRefusal(new NeverConnected());
  }

  @Test
  void refuses_a_portal_that_nobody_ever_held() {
    ledger.given(registered(ACME, Plan.PRO)).when(remove()).expectRefusal(new NeverConnected());
  }

  @Test
  void refuses_an_organization_that_was_never_registered() {
    ledger.given(connected(GLOBEX, 1)).when(remove()).expectRefusal(new NeverConnected());
  }

  @Test
  void keeps_seat_and_portal_when_the_secrets_cannot_follow() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .andSecretsCannotBeKept()
        .when(remove())
        .expectFailure(RecordingCustody.OutOfOrder.class);
  }

  private static RevokeConnection remove() {
    return new RevokeConnection(
        ACME, PORTAL, RevocationCause.REMOVED_BY_MEMBER, MEMBER, RevocationExtent.GRANT);
  }

  private static PortalRevoked removed(int generation) {
    return new PortalRevoked(
        PORTAL,
        ACME,
        generation,
        RevocationCause.REMOVED_BY_MEMBER,
        MEMBER,
        RevocationExtent.GRANT,
        RESIDUAL,
        NOW);
  }
}
