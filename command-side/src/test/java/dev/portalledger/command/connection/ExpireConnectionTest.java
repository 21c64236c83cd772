package dev.portalledger.command.connection;

import static dev.portalledger.command.connection.Histories.ACME;
import static dev.portalledger.command.connection.Histories.GLOBEX;
import static dev.portalledger.command.connection.Histories.NOW;
import static dev.portalledger.command.connection.Histories.PORTAL;
import static dev.portalledger.command.connection.Histories.connected;
import static dev.portalledger.command.connection.Histories.expired;
import static dev.portalledger.command.connection.Histories.reconnected;
import static dev.portalledger.command.connection.Histories.registered;
import static dev.portalledger.command.connection.Histories.revoked;
import static dev.portalledger.command.connection.Histories.seatReleased;
import static dev.portalledger.command.connection.Histories.seatTaken;

import dev.portalledger.command.connection.Refusal.NeverConnected;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.organization.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpireConnectionTest {

  private final LedgerFixture ledger = new LedgerFixture();

  @ParameterizedTest
  @EnumSource
  void ends_the_grant_and_keeps_the_seat(ExpiryCause cause) {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(new ExpireConnection(ACME, PORTAL, 1, cause))
        .expectEvents(new PortalExpired(PORTAL, ACME, 1, cause, NOW));
  }

  @Test
  void records_nothing_for_a_grant_that_was_replaced_since() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2))
        .when(expire(1))
        .expectNothing();
  }

  @Test
  void records_nothing_if_the_tokens_that_were_found_dead_were_replaced_since() {
    var found = new ExpireConnection(ACME, PORTAL, 1, ExpiryCause.GRANT_DEAD, 7L);
    Object[] history = {registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1)};

    ledger.given(history).andTheTokensAreOfVersion(8).when(found).expectNothing();
    new LedgerFixture()
        .given(history)
        .andTheTokensAreOfVersion(7)
        .when(found)
        .expectEvents(new PortalExpired(PORTAL, ACME, 1, ExpiryCause.GRANT_DEAD, NOW));
  }

  @Test
  void records_nothing_for_a_grant_that_is_not_there_yet() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(expire(2))
        .expectNothing();
  }

  @Test
  void records_nothing_when_it_expired_already() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            expired(ACME, 1))
        .when(expire(1))
        .expectNothing();
  }

  @Test
  void records_nothing_when_the_portal_was_let_go() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1))
        .when(expire(1))
        .expectNothing();
  }

  @Test
  void leaves_alone_the_same_generation_of_another_organization() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1),
            connected(GLOBEX, 1))
        .when(expire(1))
        .expectNothing();
  }

  @Test
  void refuses_a_portal_that_only_another_organization_ever_held() {
    ledger
        .given(registered(ACME, Plan.PRO), connected(GLOBEX, 1))
        .when(expire(1))
        .expectRefusal(new NeverConnected());
  }

  @Test
  void refuses_a_portal_that_nobody_ever_held() {
    ledger.given(registered(ACME, Plan.PRO)).when(expire(1)).expectRefusal(new NeverConnected());
  }

  private static ExpireConnection expire(int generation) {
    return new ExpireConnection(ACME, PORTAL, generation, ExpiryCause.GRANT_DEAD);
  }
}
