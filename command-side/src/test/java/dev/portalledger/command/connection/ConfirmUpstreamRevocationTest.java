package dev.portalledger.command.connection;

import static dev.portalledger.command.connection.Histories.ACME;
import static dev.portalledger.command.connection.Histories.GLOBEX;
import static dev.portalledger.command.connection.Histories.NOW;
import static dev.portalledger.command.connection.Histories.PORTAL;
import static dev.portalledger.command.connection.Histories.confirmed;
import static dev.portalledger.command.connection.Histories.connected;
import static dev.portalledger.command.connection.Histories.expired;
import static dev.portalledger.command.connection.Histories.reconnected;
import static dev.portalledger.command.connection.Histories.registered;
import static dev.portalledger.command.connection.Histories.revoked;
import static dev.portalledger.command.connection.Histories.seatReleased;
import static dev.portalledger.command.connection.Histories.seatTaken;

import dev.portalledger.command.connection.Refusal.NeverConnected;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.organization.Plan;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfirmUpstreamRevocationTest {

  private final LedgerFixture ledger = new LedgerFixture();

  @Test
  void records_that_hubspot_let_go_too() {
    ledger.given(removedOnce()).when(confirm(1)).expectEvents(nowConfirmed(1));
  }

  @Test
  void records_it_once() {
    ledger.given(removedOnce(confirmed(ACME, 1))).when(confirm(1)).expectNothing();
  }

  @Test
  void records_it_late_when_the_portal_is_connected_again() {
    ledger
        .given(removedOnce(seatTaken(ACME, 1001, 1), reconnected(ACME, 2)))
        .when(confirm(1))
        .expectEvents(nowConfirmed(1));
  }

  @Test
  void records_it_late_when_the_portal_has_expired_again() {
    ledger
        .given(removedOnce(seatTaken(ACME, 1001, 1), reconnected(ACME, 2), expired(ACME, 2)))
        .when(confirm(1))
        .expectEvents(nowConfirmed(1));
  }

  @Test
  void records_it_once_even_while_the_portal_is_expired() {
    ledger
        .given(
            removedOnce(
                seatTaken(ACME, 1001, 1),
                reconnected(ACME, 2),
                expired(ACME, 2),
                confirmed(ACME, 1)))
        .when(confirm(1))
        .expectNothing();
  }

  @Test
  void records_it_late_when_another_organization_holds_the_portal() {
    ledger.given(removedOnce(connected(GLOBEX, 1))).when(confirm(1)).expectEvents(nowConfirmed(1));
  }

  @Test
  void tells_the_organizations_apart_by_whose_grant_it_was() {
    ledger
        .given(removedOnce(confirmed(ACME, 1), connected(GLOBEX, 1), revoked(GLOBEX, 1)))
        .when(confirm(1))
        .expectNothing();
  }

  @Test
  void confirms_each_generation_on_its_own() {
    ledger
        .given(
            removedOnce(
                seatTaken(ACME, 1001, 1),
                reconnected(ACME, 2),
                seatReleased(ACME, 1001, 0),
                revoked(ACME, 2),
                confirmed(ACME, 2)))
        .when(confirm(1))
        .expectEvents(nowConfirmed(1));
  }

  @Test
  void records_nothing_about_a_grant_that_was_not_revoked() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(confirm(1))
        .expectNothing();
  }

  @Test
  void refuses_a_portal_that_the_organization_never_held() {
    ledger
        .given(registered(ACME, Plan.PRO), connected(GLOBEX, 1), revoked(GLOBEX, 1))
        .when(confirm(1))
        .expectRefusal(new NeverConnected());
  }

  private static Object[] removedOnce(Object... since) {
    var before =
        Stream.of(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1));
    return Stream.concat(before, Stream.of(since)).toArray();
  }

  private static ConfirmUpstreamRevocation confirm(int generation) {
    return new ConfirmUpstreamRevocation(ACME, PORTAL, generation);
  }

  private static UpstreamRevocationConfirmed nowConfirmed(int generation) {
    return new UpstreamRevocationConfirmed(PORTAL, ACME, generation, NOW);
  }
}
