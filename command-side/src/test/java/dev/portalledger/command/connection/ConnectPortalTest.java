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
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.SeatTaken;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectPortalTest {

  private final LedgerFixture ledger = new LedgerFixture();

  @Test
  void takes_a_seat_and_connects_a_free_portal() {
    ledger
        .given(registered(ACME, Plan.PRO))
        .when(connect(ACME, 1))
        .expectEvents(new SeatTaken(ACME, PORTAL, 1, NOW), nowConnected(ACME, 1));
  }

  @Test
  void keeps_what_was_granted_and_not_what_was_asked_for() {
    var consent =
        new Consent(
            AUTHORIZER,
            AuthorizerStanding.UNKNOWN,
            List.of("tickets", "oauth", "tickets"),
            List.of("oauth"),
            null);
    var grant =
        new Grant(1, AUTHORIZER, AuthorizerStanding.UNKNOWN, List.of("oauth", "tickets"), null);

    ledger
        .given(registered(ACME, Plan.PRO))
        .when(connect(ACME, 1, consent))
        .expectEvents(
            new SeatTaken(ACME, PORTAL, 1, NOW),
            new PortalConnected(PORTAL, ACME, grant, attempt(ACME, 1), MEMBER, NOW));
  }

  @Test
  void refuses_an_organization_that_was_never_registered() {
    ledger.given().when(connect(ACME, 1)).expectRefusal(new OrganizationUnknown());
  }

  @Test
  void refuses_a_consent_that_withheld_a_required_scope_and_names_what_is_missing() {
    var consent =
        new Consent(
            AUTHORIZER,
            AuthorizerStanding.SUPER_ADMIN,
            List.of("crm.lists.read"),
            List.of("tickets", "crm.lists.read", "oauth"),
            null);

    ledger
        .given(registered(ACME, Plan.PRO))
        .when(connect(ACME, 1, consent))
        .expectRefusal(new ScopesMissing(List.of("oauth", "tickets")));
  }

  @Test
  void refuses_a_portal_that_another_organization_holds() {
    ledger
        .given(registered(ACME, Plan.PRO), connected(GLOBEX, 1))
        .when(connect(ACME, 1))
        .expectRefusal(new HeldByAnotherOrganization());
  }

  @Test
  void refuses_a_portal_that_expired_at_another_organization() {
    ledger
        .given(registered(ACME, Plan.PRO), connected(GLOBEX, 1), expired(GLOBEX, 1))
        .when(connect(ACME, 1))
        .expectRefusal(new HeldByAnotherOrganization());
  }

  @Test
  void tells_who_holds_it_before_it_speaks_of_plans() {
    ledger
        .given(full(Plan.PRO, 3, connected(GLOBEX, 1)))
        .when(connect(ACME, 1))
        .expectRefusal(new HeldByAnotherOrganization());
  }

  @Test
  void connects_a_portal_that_another_organization_let_go() {
    ledger
        .given(registered(ACME, Plan.PRO), connected(GLOBEX, 1), revoked(GLOBEX, 1))
        .when(connect(ACME, 1))
        .expectEvents(new SeatTaken(ACME, PORTAL, 1, NOW), nowConnected(ACME, 1));
  }

  @Test
  void reconnects_a_portal_that_the_organization_holds_without_another_seat() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(connect(ACME, 2))
        .expectEvents(nowReconnected(ACME, 2));
  }

  @Test
  void reconnects_an_expired_portal_on_a_full_plan_since_it_still_holds_its_seat() {
    ledger
        .given(full(Plan.PRO, 2, seatTaken(ACME, 1001, 3), connected(ACME, 1), expired(ACME, 1)))
        .when(connect(ACME, 2))
        .expectEvents(nowReconnected(ACME, 2));
  }

  @Test
  void reconnects_a_portal_that_the_organization_held_last_with_a_new_seat() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1))
        .when(connect(ACME, 2))
        .expectEvents(new SeatTaken(ACME, PORTAL, 1, NOW), nowReconnected(ACME, 2));
  }

  @Test
  void counts_generations_for_each_organization_on_its_own() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 2),
            connected(GLOBEX, 1),
            revoked(GLOBEX, 1))
        .when(connect(ACME, 3))
        .expectEvents(new SeatTaken(ACME, PORTAL, 1, NOW), nowConnected(ACME, 3));
  }

  @Test
  void refuses_the_fourth_portal_on_pro() {
    ledger
        .given(full(Plan.PRO, 3))
        .when(connect(ACME, 1))
        .expectRefusal(new PlanLimitReached(Plan.PRO, 3, 3));
  }

  @Test
  void takes_the_last_seat_of_ultimate() {
    ledger
        .given(full(Plan.ULTIMATE, 9))
        .when(connect(ACME, 1))
        .expectEvents(new SeatTaken(ACME, PORTAL, 10, NOW), nowConnected(ACME, 1));
  }

  @Test
  void refuses_the_eleventh_portal_on_ultimate() {
    ledger
        .given(full(Plan.ULTIMATE, 10))
        .when(connect(ACME, 1))
        .expectRefusal(new PlanLimitReached(Plan.ULTIMATE, 10, 10));
  }

  @Test
  void never_runs_out_of_seats_on_custom() {
    ledger
        .given(full(Plan.CUSTOM, 250))
        .when(connect(ACME, 1))
        .expectEvents(new SeatTaken(ACME, PORTAL, 251, NOW), nowConnected(ACME, 1));
  }

  @Test
  void a_released_seat_can_be_taken_again() {
    ledger
        .given(full(Plan.PRO, 3, seatReleased(ACME, 2, 2)))
        .when(connect(ACME, 1))
        .expectEvents(new SeatTaken(ACME, PORTAL, 3, NOW), nowConnected(ACME, 1));
  }

  @Test
  void records_nothing_when_the_same_attempt_arrives_twice() {
    ledger
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(connect(ACME, 1))
        .expectNothing();
  }

  @Test
  void records_nothing_when_an_attempt_arrives_again_after_a_newer_one() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            reconnected(ACME, 2))
        .when(connect(ACME, 1))
        .expectNothing();
  }

  @Test
  void does_not_bring_back_a_removed_portal_when_its_attempt_arrives_again() {
    ledger
        .given(
            registered(ACME, Plan.PRO),
            seatTaken(ACME, 1001, 1),
            connected(ACME, 1),
            seatReleased(ACME, 1001, 0),
            revoked(ACME, 1))
        .when(connect(ACME, 1))
        .expectNothing();
  }

  @Test
  void records_nothing_when_the_secrets_cannot_be_kept() {
    ledger
        .given(registered(ACME, Plan.PRO))
        .andSecretsCannotBeKept()
        .when(connect(ACME, 1))
        .expectFailure(RecordingCustody.OutOfOrder.class);
  }

  /** ACME on this plan, holding other portals 1, 2, 3 …, and what else happened. */
  private static Object[] full(Plan plan, int seats, Object... more) {
    var held = IntStream.rangeClosed(1, seats).mapToObj(n -> seatTaken(ACME, n, n));
    return Stream.of(Stream.of(registered(ACME, plan)), held, Stream.of(more))
        .flatMap(events -> events)
        .toArray();
  }

  private static ConnectPortal connect(OrganizationId organization, int attempt) {
    return connect(organization, attempt, consent());
  }

  private static ConnectPortal connect(OrganizationId organization, int attempt, Consent consent) {
    return new ConnectPortal(organization, PORTAL, attempt(organization, attempt), consent, MEMBER);
  }

  private static PortalConnected nowConnected(OrganizationId organization, int generation) {
    return new PortalConnected(
        PORTAL, organization, grant(generation), attempt(organization, generation), MEMBER, NOW);
  }

  private static PortalReconnected nowReconnected(OrganizationId organization, int generation) {
    return new PortalReconnected(
        PORTAL, organization, grant(generation), attempt(organization, generation), MEMBER, NOW);
  }
}
