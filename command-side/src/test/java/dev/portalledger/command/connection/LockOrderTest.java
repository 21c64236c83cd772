package dev.portalledger.command.connection;

import static dev.portalledger.command.connection.Histories.ACME;
import static dev.portalledger.command.connection.Histories.MEMBER;
import static dev.portalledger.command.connection.Histories.PORTAL;
import static dev.portalledger.command.connection.Histories.attempt;
import static dev.portalledger.command.connection.Histories.connected;
import static dev.portalledger.command.connection.Histories.consent;
import static dev.portalledger.command.connection.Histories.registered;
import static dev.portalledger.command.connection.Histories.seatTaken;

import dev.portalledger.command.gateway.Command;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.Plan;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two commands that lock the same two streams in opposite order would wait for each other. */
class LockOrderTest {

  static Stream<Command<Decision>> commandsThatWriteBoth() {
    return Stream.of(
        new ConnectPortal(ACME, PORTAL, attempt(ACME, 2), consent(), MEMBER),
        new ReconnectPortal(ACME, PORTAL, PORTAL, attempt(ACME, 2), consent(), MEMBER),
        new RevokeConnection(
            ACME, PORTAL, RevocationCause.REMOVED_BY_MEMBER, MEMBER, RevocationExtent.GRANT));
  }

  @ParameterizedTest
  @MethodSource("commandsThatWriteBoth")
  void the_organization_is_loaded_before_the_portal(Command<Decision> command) {
    new LedgerFixture()
        .given(registered(ACME, Plan.PRO), seatTaken(ACME, 1001, 1), connected(ACME, 1))
        .when(command)
        .expectLoaded("org-acme", "portal-1001");
  }
}
