package dev.portalledger.query;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.RefusalReason;
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
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as tests need them. */
public final class Samples {

  public static final OrganizationId ACME = new OrganizationId("acme");
  public static final OrganizationId GLOBEX = new OrganizationId("globex");
  public static final PortalId PORTAL = new PortalId(1001);
  public static final SubjectId OLIVIA = new SubjectId("subject-olivia");
  public static final SubjectId HUGO = new SubjectId("subject-hugo");
  public static final AttemptId ATTEMPT = new AttemptId("attempt-1");
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final List<String> SCOPES = List.of("crm.objects.contacts.read", "oauth");

  public static Instant minutesLater(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  public static Grant grant(int generation, @Nullable String domain) {
    return new Grant(generation, HUGO, AuthorizerStanding.SUPER_ADMIN, SCOPES, domain);
  }

  public static PortalConnected connected(OrganizationId organization, PortalId portal) {
    return new PortalConnected(
        portal, organization, grant(1, "acme.example"), ATTEMPT, OLIVIA, NOON);
  }

  public static PortalReconnected reconnected(int generation, Instant at) {
    return new PortalReconnected(
        PORTAL, ACME, grant(generation, null), new AttemptId("attempt-2"), OLIVIA, at);
  }

  public static PortalExpired expired(Instant at) {
    return new PortalExpired(PORTAL, ACME, 1, ExpiryCause.GRANT_DEAD, at);
  }

  public static PortalRevoked removed(OrganizationId organization, Instant at) {
    return new PortalRevoked(
        PORTAL,
        organization,
        1,
        RevocationCause.REMOVED_BY_MEMBER,
        OLIVIA,
        RevocationExtent.GRANT,
        null,
        at);
  }

  public static UpstreamRevocationConfirmed confirmed(int generation, Instant at) {
    return new UpstreamRevocationConfirmed(PORTAL, ACME, generation, at);
  }

  public static OrganizationRegistered registered(OrganizationId organization, Plan plan) {
    return new OrganizationRegistered(
        organization, "Agency " + organization, plan, List.of(Feature.AUDIT), NOON);
  }

  public static AuthorizationStarted started() {
    return new AuthorizationStarted(
        ATTEMPT, ACME, OLIVIA, null, List.of("oauth"), List.of("crm.lists.read"), NOON);
  }

  public static AuthorizationRefused refused(RefusalReason reason) {
    return new AuthorizationRefused(
        ATTEMPT,
        ACME,
        OLIVIA,
        reason,
        new PortalId(1002),
        reason == RefusalReason.WRONG_PORTAL ? PORTAL : null,
        HUGO,
        SCOPES,
        reason == RefusalReason.SCOPES_MISSING
            ? List.of("automation", "crm.lists.read")
            : List.of(),
        minutesLater(1));
  }

  private Samples() {}
}
