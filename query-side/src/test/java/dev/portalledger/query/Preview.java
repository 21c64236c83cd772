package dev.portalledger.query;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.registered;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.subject.SubjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the pages with sample data, signed in as an owner: run it and open the address. */
final class Preview {

  private static final SubjectId HUGO = new SubjectId("subject-hugo");
  private static final List<String> SCOPES =
      List.of(
          "oauth",
          "crm.objects.contacts.read",
          "crm.schemas.contacts.read",
          "crm.objects.companies.read",
          "crm.lists.read",
          "forms",
          "content",
          "automation",
          "files",
          "settings.users.read");

  public static void main(String[] args) {
    RunningQuerySide.record("org-acme", 0, registered(ACME, Plan.PRO));
    RunningQuerySide.name("subject-olivia", "Olivia Owner", "owner@acme.test");
    RunningQuerySide.name("subject-hugo", "hugo@client.example", "hugo@client.example");
    RunningQuerySide.name("subject-operator", "Otto Operator", "operator@ledger.test");
    Instant now = Instant.now();
    connect(1001, "acme.example", now.minusSeconds(90));
    connect(1002, "widgets.example", now.minusSeconds(86_400 * 9));
    connect(1003, null, now.minusSeconds(86_400 * 40));
    connect(1004, "quite-a-long-name-of-a-shop.example", now.minusSeconds(86_400 * 3));
    RunningQuerySide.record(
        "portal-1002",
        1,
        new PortalExpired(
            new PortalId(1002), ACME, 1, ExpiryCause.GRANT_DEAD, now.minusSeconds(7200)));
    RunningQuerySide.record(
        "portal-1003",
        1,
        new PortalRevoked(
            new PortalId(1003),
            ACME,
            1,
            RevocationCause.REMOVED_BY_MEMBER,
            OLIVIA,
            RevocationExtent.GRANT_AND_APP,
            now.minusSeconds(1800),
            now.minusSeconds(3600)));
    attempts(now);
    System.err.println("Pages are at " + RunningQuerySide.url());
  }

  private static void attempts(Instant now) {
    for (RefusalReason reason : RefusalReason.values()) {
      var attempt = new AttemptId("refused-" + reason);
      start(attempt, now.minusSeconds(600 + reason.name().length()));
      RunningQuerySide.record(
          "attempt-" + attempt,
          1,
          new AuthorizationRefused(
              attempt,
              ACME,
              OLIVIA,
              reason,
              new PortalId(1005),
              reason == RefusalReason.WRONG_PORTAL ? new PortalId(1001) : null,
              HUGO,
              SCOPES,
              reason == RefusalReason.SCOPES_MISSING
                  ? List.of("automation", "crm.lists.read")
                  : List.of(),
              now.minusSeconds(300 + reason.name().length())));
    }
    for (FailureCause cause : FailureCause.values()) {
      var attempt = new AttemptId("failed-" + cause);
      RunningQuerySide.record(
          "attempt-" + attempt,
          1,
          new AuthorizationFailed(
              attempt, ACME, OLIVIA, cause, now.minusSeconds(200 + cause.name().length())));
    }
    var denied = new AttemptId("denied");
    RunningQuerySide.record(
        "attempt-denied", 1, new AuthorizationDenied(denied, ACME, OLIVIA, now.minusSeconds(100)));
    var abandoned = new AttemptId("abandoned");
    RunningQuerySide.record(
        "attempt-abandoned",
        1,
        new AuthorizationAbandoned(abandoned, ACME, OLIVIA, now.minusSeconds(50)));
    start(new AttemptId("pending"), now.minusSeconds(10));
  }

  private static void start(AttemptId attempt, Instant at) {
    RunningQuerySide.record(
        "attempt-" + attempt,
        0,
        new AuthorizationStarted(attempt, ACME, OLIVIA, null, SCOPES, List.of(), at));
  }

  private static void connect(long portal, @Nullable String domain, Instant at) {
    RunningQuerySide.record(
        "portal-" + portal,
        0,
        new PortalConnected(
            new PortalId(portal),
            ACME,
            new Grant(1, HUGO, AuthorizerStanding.SUPER_ADMIN, SCOPES, domain),
            new AttemptId("ok-" + portal),
            OLIVIA,
            at));
  }

  private Preview() {}
}
