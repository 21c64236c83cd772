package dev.portalledger.command.connection;

import static dev.portalledger.command.connection.Histories.ACME;
import static dev.portalledger.command.connection.Histories.AUTHORIZER;
import static dev.portalledger.command.connection.Histories.GLOBEX;
import static dev.portalledger.command.connection.Histories.MEMBER;
import static dev.portalledger.command.connection.Histories.NOW;
import static dev.portalledger.command.connection.Histories.PORTAL;
import static dev.portalledger.command.connection.Histories.attempt;
import static dev.portalledger.command.connection.Histories.connected;
import static dev.portalledger.command.connection.Histories.consent;
import static dev.portalledger.command.connection.Histories.expired;
import static dev.portalledger.command.connection.Histories.grant;
import static dev.portalledger.command.connection.Histories.reconnected;
import static dev.portalledger.command.connection.Histories.registered;
import static dev.portalledger.command.connection.Histories.revoked;
import static dev.portalledger.command.connection.Histories.seatReleased;
import static dev.portalledger.command.connection.Histories.seatTaken;

import dev.portalledger.command.connection.Refusal.HeldByAnotherOrganization;
import dev.portalledger.command.connection.Refusal.OrganizationUnknown;
import dev.portalledger.command.connection.Refusal.PlanLimitReached;
import dev.portalledger.command.connection.Refusal.ScopesMissing;
import dev.portalledger.command.connection.Refusal.WrongPortal;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.SeatTaken;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconnectPortalTest {

  private static final PortalId OTHER_PORTAL = new PortalId(2002);

  private final LedgerFixture ledger = new LedgerFixture();

  @Test
  void replaces_the_grant_of_a_connected_portal() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(reconnect(2))
        .expectEvents(nowReconnected(2));
  }

  @Test
  void revives_an_expired_portal_without_another_seat_even_on_a_full_plan() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1, 1),
            seatTaken(ACME, 2, 2),
            seatTaken(ACME, 1001, 3),
            connected(ACME, 1),
            expired(ACME, 1))
        .when(reconnect(2))
        .expectEvents(nowReconnected(2));
  }

  @Test
  void takes_a_seat_again_for_a_removed_portal() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 2))
        .when(reconnect(3))
        .expectEvents(new SeatTaken(ACME, PORTAL, 1, NOW), nowReconnected(3));
  }

  @Test
  void refuses_a_removed_portal_when_the_plan_has_been_filled_since() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1),
            seatTaken(ACME, 1, 1),
            seatTaken(ACME, 2, 2),
            seatTaken(ACME, 3, 3))
        .when(reconnect(2))
        .expectRefusal(new PlanLimitReached(Plan.PRO, 3, 3));
  }

  @Test
  void refuses_another_portal_than_the_one_to_reconnect_and_says_which_was_picked() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 2002, 1))
        .when(reconnect(OTHER_PORTAL, 2, consent()))
        .expectRefusal(new WrongPortal(OTHER_PORTAL, PORTAL));
  }

  @Test
  void refuses_the_wrong_portal_even_if_the_organization_holds_that_too() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 2002, 1),
            seatTaken(ACME, 1001, 2),
            connected(ACME, 1))
        .when(reconnect(OTHER_PORTAL, 2, consent()))
        .expectRefusal(new WrongPortal(OTHER_PORTAL, PORTAL));
  }

  @Test
  void does_not_say_whether_the_wrong_portal_belongs_to_somebody_else() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 2002, 1), connected(GLOBEX, 1))
        .when(reconnect(OTHER_PORTAL, 2, consent()))
        .expectRefusal(new WrongPortal(OTHER_PORTAL, PORTAL));
  }

  @Test
  void refuses_a_portal_that_went_to_another_organization_meanwhile() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1),
            connected(GLOBEX, 1))
        .when(reconnect(2))
        .expectRefusal(new HeldByAnotherOrganization());
  }

  @Test
  void connects_anew_what_another_organization_held_in_between() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1),
            connected(GLOBEX, 1),
            expired(GLOBEX, 1),
            revoked(GLOBEX, 1))
        .when(reconnect(2))
        .expectEvents(
            new SeatTaken(ACME, PORTAL, 1, NOW),
            new PortalConnected(PORTAL, ACME, grant(2), attempt(ACME, 2), MEMBER, NOW));
  }

  @Test
  void refuses_a_consent_that_withheld_a_required_scope_and_leaves_the_old_grant_alone() {
    var consent =
        new Consent(
            AUTHORIZER, AuthorizerStanding.UNKNOWN, List.of(), List.of("oauth", "tickets"), null);

    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(reconnect(PORTAL, 2, consent))
        .expectRefusal(new ScopesMissing(List.of("oauth", "tickets")));
  }

  @Test
  void refuses_an_organization_that_was_never_registered() {
    ledger.given().when(reconnect(1)).expectRefusal(new OrganizationUnknown());
  }

  @Test
  void records_nothing_when_the_same_attempt_arrives_twice() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2))
        .when(reconnect(2))
        .expectNothing();
  }

  @Test
  void does_not_revive_a_connection_that_expired_since_when_its_attempt_arrives_again() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2),
            expired(ACME, 2))
        .when(reconnect(2))
        .expectNothing();
  }

  private static ReconnectPortal reconnect(int attempt) {
    return reconnect(PORTAL, attempt, consent());
  }

  private static ReconnectPortal reconnect(PortalId expected, int attempt, Consent consent) {
    return new ReconnectPortal(ACME, PORTAL, expected, attempt(ACME, attempt), consent, MEMBER);
  }

  private static PortalReconnected nowReconnected(int generation) {
    return new PortalReconnected(
        PORTAL, ACME, grant(generation), attempt(ACME, generation), MEMBER, NOW);
  }
}
