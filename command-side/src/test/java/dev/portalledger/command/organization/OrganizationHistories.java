package dev.portalledger.command.organization;

import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** What may have happened to an organization before, in few words. */
final class OrganizationHistories {

  static final Instant EARLIER = Instant.parse("2026-03-01T08:00:00Z");
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final OrganizationId ACME = new OrganizationId("acme");

  static AggregateTestFixture<Organization> fixture() {
    var fixture = new AggregateTestFixture<>(Organization.class);
    fixture.registerAnnotatedCommandHandler(
        new OrganizationCommands(fixture.getRepository(), Clock.fixed(NOW, ZoneOffset.UTC)));
    return fixture;
  }

  static OrganizationRegistered registered(Plan plan) {
    return new OrganizationRegistered(ACME, "Acme Agency", plan, List.of(Feature.AUDIT), EARLIER);
  }

  static SeatTaken taken(long portal, int seatsHeld) {
    return new SeatTaken(ACME, new PortalId(portal), seatsHeld, EARLIER);
  }

  static SeatReleased released(long portal, int seatsHeld) {
    return new SeatReleased(ACME, new PortalId(portal), seatsHeld, EARLIER);
  }

  private OrganizationHistories() {}
}
