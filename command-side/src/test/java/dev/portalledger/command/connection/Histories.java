package dev.portalledger.command.connection;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;

/** What may have happened before, in few words. The portal in question is always the same one. */
final class Histories {

  static final Instant EARLIER = Instant.parse("2026-03-01T08:00:00Z");
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final Instant RESIDUAL = Instant.parse("2026-03-01T12:30:00Z");

  static final OrganizationId ACME = new OrganizationId("acme");
  static final OrganizationId GLOBEX = new OrganizationId("globex");
  static final PortalId PORTAL = new PortalId(1001);
  static final SubjectId MEMBER = new SubjectId("subject-member");
  static final SubjectId AUTHORIZER = new SubjectId("subject-authorizer");
  static final String DOMAIN = "client.example";

  static OrganizationRegistered registered(OrganizationId organization, Plan plan) {
    return new OrganizationRegistered(
        organization, "Agency " + organization, plan, List.of(Feature.AUDIT), EARLIER);
  }

  static SeatTaken seatTaken(OrganizationId organization, long portal, int seatsHeld) {
    return new SeatTaken(organization, new PortalId(portal), seatsHeld, EARLIER);
  }

  static SeatReleased seatReleased(OrganizationId organization, long portal, int seatsHeld) {
    return new SeatReleased(organization, new PortalId(portal), seatsHeld, EARLIER);
  }

  static PortalConnected connected(OrganizationId organization, int generation) {
    return new PortalConnected(
        PORTAL,
        organization,
        grant(generation),
        attempt(organization, generation),
        MEMBER,
        EARLIER);
  }

  static PortalReconnected reconnected(OrganizationId organization, int generation) {
    return new PortalReconnected(
        PORTAL,
        organization,
        grant(generation),
        attempt(organization, generation),
        MEMBER,
        EARLIER);
  }

  static PortalExpired expired(OrganizationId organization, int generation) {
    return new PortalExpired(PORTAL, organization, generation, ExpiryCause.GRANT_DEAD, EARLIER);
  }

  static PortalRevoked revoked(OrganizationId organization, int generation) {
    return new PortalRevoked(
        PORTAL,
        organization,
        generation,
        RevocationCause.REMOVED_BY_MEMBER,
        MEMBER,
        RevocationExtent.GRANT,
        null,
        EARLIER);
  }

  static UpstreamRevocationConfirmed confirmed(OrganizationId organization, int generation) {
    return new UpstreamRevocationConfirmed(PORTAL, organization, generation, EARLIER);
  }

  /** The attempt by which the organization got its grant of that generation. */
  static AttemptId attempt(OrganizationId organization, int generation) {
    return new AttemptId("attempt-" + organization + "-" + generation);
  }

  static Grant grant(int generation) {
    return new Grant(
        generation,
        AUTHORIZER,
        AuthorizerStanding.SUPER_ADMIN,
        List.of("crm.objects.contacts.read", "oauth"),
        DOMAIN);
  }

  /** A consent that becomes {@link #grant}; scopes out of order, as HubSpot may tell them. */
  static Consent consent() {
    return new Consent(
        AUTHORIZER,
        AuthorizerStanding.SUPER_ADMIN,
        List.of("oauth", "crm.objects.contacts.read"),
        List.of("oauth"),
        DOMAIN);
  }

  private Histories() {}
}
