package dev.portalledger.query.audittrail;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.ATTEMPT;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.PORTAL;
import static dev.portalledger.query.Samples.SCOPES;
import static dev.portalledger.query.Samples.confirmed;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.expired;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.reconnected;
import static dev.portalledger.query.Samples.refused;
import static dev.portalledger.query.Samples.registered;
import static dev.portalledger.query.Samples.removed;
import static dev.portalledger.query.Samples.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.invitation.InvitationUsed;
import dev.portalledger.events.invitation.InvitationWithdrawn;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.LeasedWriteRefused;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.Feature;
import dev.portalledger.events.organization.FeaturesChanged;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.people.Person;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditTrailProjectionTest {

  private static final LeaseId LEASE = new LeaseId("1");
  private static final InvitationId INVITATION = new InvitationId("1");
  private static final Search EVERYTHING = new Search(null, null, null, null, null, null, null);

  private AuditTrail trail;
  private Handling projection;

  @BeforeEach
  void empty() {
    JdbcClient db = TestDatabase.empty();
    trail = new AuditTrail(db);
    projection = new Handling(new AuditTrailProjection(db));
  }

  @Test
  void a_start_tells_who_and_which_scopes_were_asked_for() {
    projection.publish("attempt-1", 0, started());

    Entry entry = only();
    assertThat(entry.kind()).isEqualTo(Kind.AUTHORIZATION_STARTED);
    assertThat(entry.actor()).isEqualTo("subject-olivia");
    assertThat(entry.attemptId()).isEqualTo("attempt-1");
    assertThat(entry.scopes()).containsExactly("oauth");
  }

  @Test
  void a_connection_tells_member_authorizer_portal_and_scopes() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));

    assertThat(only())
        .isEqualTo(
            new Entry(
                "portal-1001-0",
                NOON,
                Kind.PORTAL_CONNECTED,
                "subject-olivia",
                1001L,
                "acme.example",
                null,
                1,
                "subject-hugo",
                SCOPES,
                List.of(),
                null,
                "attempt-1",
                null,
                List.of(),
                null,
                null,
                null,
                null));
  }

  @Test
  void a_reconnection_is_an_entry_of_its_own() {
    projection.publish("portal-1001", 1, reconnected(2, minutesLater(1)));

    assertThat(only().kind()).isEqualTo(Kind.PORTAL_RECONNECTED);
    assertThat(only().generation()).isEqualTo(2);
  }

  @Test
  void a_refusal_tells_both_portals_and_the_reason() {
    projection.publish("attempt-1", 1, refused(RefusalReason.WRONG_PORTAL));

    assertThat(only().kind()).isEqualTo(Kind.AUTHORIZATION_REFUSED);
    assertThat(only().portalId()).isEqualTo(1002);
    assertThat(only().expectedPortal()).isEqualTo(1001);
    assertThat(only().cause()).isEqualTo("WRONG_PORTAL");
    assertThat(only().authorizer()).isEqualTo("subject-hugo");
  }

  @Test
  void a_refusal_for_scopes_tells_which_were_missing() {
    projection.publish("attempt-1", 1, refused(RefusalReason.SCOPES_MISSING));

    assertThat(only().missingScopes()).containsExactly("automation", "crm.lists.read");
  }

  @Test
  void denied_failed_and_abandoned_attempts_are_entries() {
    projection.publish(
        "attempt-1", 1, new AuthorizationDenied(ATTEMPT, ACME, OLIVIA, minutesLater(1)));
    projection.publish(
        "attempt-2",
        1,
        new AuthorizationFailed(
            ATTEMPT, ACME, OLIVIA, FailureCause.CODE_REJECTED, minutesLater(2)));
    projection.publish(
        "attempt-3", 1, new AuthorizationAbandoned(ATTEMPT, ACME, OLIVIA, minutesLater(3)));

    assertThat(all())
        .extracting(Entry::kind)
        .containsExactly(
            Kind.AUTHORIZATION_ABANDONED, Kind.AUTHORIZATION_FAILED, Kind.AUTHORIZATION_DENIED);
    assertThat(all().get(1).cause()).isEqualTo("CODE_REJECTED");
  }

  @Test
  void ends_of_a_connection_are_entries_and_name_the_portal_as_its_grant_did() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    projection.publish("portal-1001", 1, expired(minutesLater(1)), Map.of("actor", "system"));
    projection.publish("portal-1001", 2, removed(ACME, minutesLater(2)));
    projection.publish("portal-1001", 3, confirmed(1, minutesLater(3)), Map.of());

    assertThat(all())
        .extracting(Entry::kind)
        .containsExactly(
            Kind.UPSTREAM_REVOCATION_CONFIRMED,
            Kind.PORTAL_REVOKED,
            Kind.PORTAL_EXPIRED,
            Kind.PORTAL_CONNECTED);
    assertThat(all())
        .extracting(Entry::actor)
        .containsExactly("system", "subject-olivia", "system", "subject-olivia");
    assertThat(all()).extracting(Entry::hubDomain).containsOnly("acme.example");
  }

  @ParameterizedTest
  @EnumSource(RevocationCause.class)
  void an_end_tells_how_to_connect_again_unless_a_member_chose_it(RevocationCause cause) {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    projection.publish(
        "portal-1001",
        1,
        new PortalRevoked(
            PORTAL, ACME, 1, cause, null, RevocationExtent.GRANT, null, minutesLater(1)));

    if (cause == RevocationCause.REMOVED_BY_MEMBER) {
      assertThat(newest().wayOut()).isNull();
    } else {
      assertThat(newest().wayOut()).contains("onnect");
    }
  }

  @Test
  void what_hubspot_answered_to_a_revocation_is_told_with_what_is_left_to_do() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    projection.publish("portal-1001", 1, removed(ACME, minutesLater(1)));
    projection.publish(
        "portal-1001",
        2,
        new UpstreamRevocationFailed(
            PORTAL,
            ACME,
            1,
            UpstreamRevocationFailure.NOT_CONFIRMED_IN_TIME,
            ManualStep.REMOVE_APP_IN_CONNECTED_APPS,
            minutesLater(2)));
    assertThat(all().getFirst().kind()).isEqualTo(Kind.UPSTREAM_REVOCATION_FAILED);
    assertThat(newest().sentence()).contains("For seven days HubSpot did not confirm");
    assertThat(newest().wayOut()).contains("Settings, Integrations, Connected Apps, Uninstall");
  }

  @ParameterizedTest
  @EnumSource
  void every_answer_to_an_uninstall_has_its_words(UninstallAnswer answer) {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    projection.publish(
        "portal-1001", 1, new AppUninstallAnswered(PORTAL, ACME, 1, answer, minutesLater(1)));

    boolean done = answer == UninstallAnswer.UNINSTALLED;
    assertThat(all().getFirst().kind())
        .isEqualTo(done ? Kind.APP_UNINSTALLED : Kind.APP_NOT_UNINSTALLED);
    assertThat(newest().sentence()).contains(done ? "HubSpot removed the app" : "was not removed");
    assertThat(newest().wayOut() == null)
        .isEqualTo(done || answer == UninstallAnswer.PORTAL_IN_USE);
  }

  @ParameterizedTest
  @EnumSource
  void every_result_of_a_probe_has_its_words(ProbeResult result) {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    projection.publish(
        "portal-1001", 1, new RevocationProbed(PORTAL, ACME, 1, result, minutesLater(1)));

    assertThat(all().getFirst().kind())
        .isEqualTo(
            result == ProbeResult.DEAD ? Kind.REVOCATION_PROVEN : Kind.REVOCATION_NOT_PROVEN);
    assertThat(newest().sentence()).contains("old authorization of portal 1001");
    assertThat(newest().wayOut() != null).isEqualTo(result == ProbeResult.ALIVE);
  }

  private Told newest() {
    return new Told(all().getFirst(), Map.of());
  }

  @Test
  void an_organization_s_registration_plan_and_features_are_entries_and_its_seats_are_not() {
    projection.publish("org-acme", 0, registered(ACME, Plan.PRO));
    projection.publish("org-acme", 1, new PlanChanged(ACME, Plan.ULTIMATE, minutesLater(1)));
    projection.publish(
        "org-acme", 2, new FeaturesChanged(ACME, List.of(Feature.DEPLOY), minutesLater(2)));
    projection.publish("org-acme", 3, new SeatTaken(ACME, PORTAL, 1, minutesLater(3)));
    projection.publish("org-acme", 4, new SeatReleased(ACME, PORTAL, 0, minutesLater(4)));

    assertThat(all())
        .extracting(Entry::kind)
        .containsExactly(Kind.FEATURES_CHANGED, Kind.PLAN_CHANGED, Kind.ORGANIZATION_REGISTERED);
    assertThat(all()).extracting(Entry::actor).containsOnly("subject-operator");
    assertThat(trail.planAt(ACME, NOON)).contains(Plan.PRO);
    assertThat(trail.planAt(ACME, minutesLater(5))).contains(Plan.ULTIMATE);
    assertThat(trail.planAt(GLOBEX, NOON)).isEmpty();
  }

  @Test
  void a_lease_tells_who_took_it_for_what_and_with_which_scopes() {
    projection.publish(
        "lease-1",
        0,
        new AccessLeased(
            LEASE,
            PORTAL,
            ACME,
            2,
            Purpose.AUDIT,
            "run-7",
            OLIVIA,
            SCOPES,
            minutesLater(15),
            NOON));

    assertThat(only().kind()).isEqualTo(Kind.ACCESS_LEASED);
    assertThat(only().actor()).isEqualTo("subject-olivia");
    assertThat(only().generation()).isEqualTo(2);
    assertThat(only().scopes()).isEqualTo(SCOPES);
    assertThat(told().sentence())
        .isEqualTo("Olivia Owner leased access to portal 1001 to read it (run-7)");
  }

  @Test
  void a_refused_write_tells_who_tried_what() {
    projection.publish(
        "lease-1",
        1,
        new LeasedWriteRefused(
            LEASE, PORTAL, ACME, Purpose.AUDIT, OLIVIA, "PATCH", "/crm/v3", NOON));

    assertThat(only().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(told().sentence())
        .isEqualTo(
            "PATCH /crm/v3 from Olivia Owner to portal 1001 was refused: the lease is for reading"
                + " only");
  }

  @Test
  void a_request_to_reconnect_tells_who_asked_for_which_portal() {
    projection.publish(
        "campaign-1",
        0,
        new ReconnectRequested(new CampaignId("campaign-0000001"), ACME, PORTAL, OLIVIA, NOON));

    assertThat(only().portalId()).isEqualTo(1001);
    assertThat(told().sentence()).isEqualTo("Olivia Owner asked for portal 1001 to be reconnected");
  }

  @Test
  void an_erasure_tells_whose_data_why_who_asked_and_who_confirmed() {
    var reason = ErasureReason.ASKED_BY_THE_PERSON;
    projection.publish(
        "subject-hugo",
        0,
        new ErasureRequested(HUGO, ACME, reason, "DSR-1", OLIVIA, minutesLater(9), NOON));
    assertThat(told().sentence())
        .isEqualTo("Olivia Owner asked for the personal data of Hugo Hub to be erased");
    assertThat(only().subject()).isEqualTo("subject-hugo");
    assertThat(only().detail()).isEqualTo("DSR-1");
    assertThat(told().detailLabel()).isEqualTo("Case");
    assertThat(told().causeLabel()).isEqualTo("Cause");

    projection.reset();
    projection.publish(
        "subject-hugo",
        1,
        new SubjectErased(
            HUGO, ACME, reason, "DSR-1", OLIVIA, new SubjectId("subject-adam"), NOON));
    assertThat(only().actor()).isEqualTo("subject-olivia");
    assertThat(only().confirmedBy()).isEqualTo("subject-adam");
    assertThat(only().cause()).isEqualTo("ASKED_BY_THE_PERSON");

    projection.reset();
    projection.publish(
        "subject-hugo", 2, new SubjectErased(HUGO, ACME, reason, null, null, OLIVIA, NOON));
    assertThat(told().sentence())
        .isEqualTo(
            "Personal data was erased as asked for in another organization; Olivia Owner confirmed");
  }

  @Test
  void a_hold_and_what_ends_a_request_tell_who_did_it() {
    projection.publish(
        "subject-hugo", 0, new LegalHoldPlaced(HUGO, ACME, HoldReason.ORDERED, null, OLIVIA, NOON));
    assertThat(told().sentence())
        .isEqualTo("Olivia Owner placed a legal hold on the personal data of Hugo Hub");
    projection.reset();
    projection.publish("subject-hugo", 1, new LegalHoldLifted(HUGO, ACME, OLIVIA, NOON));
    assertThat(told().sentence())
        .isEqualTo("Olivia Owner lifted the legal hold on the personal data of Hugo Hub");
    projection.reset();
    projection.publish("subject-hugo", 2, new ErasureWithdrawn(HUGO, ACME, OLIVIA, NOON));
    assertThat(told().sentence())
        .isEqualTo("Olivia Owner withdrew the request to erase the personal data of Hugo Hub");
    projection.reset();
    projection.publish("subject-hugo", 3, new ErasureExpired(HUGO, ACME, NOON));
    assertThat(only().actor()).isEqualTo("system");
  }

  @Test
  void an_invitation_tells_who_invited_for_which_portal_and_what_became_of_it() {
    projection.publish("invitation-1", 0, issued(PORTAL));
    assertThat(told().sentence())
        .isEqualTo(
            "Olivia Owner invited an admin of portal 1001 to authorize it for audits, which only"
                + " read");
    assertThat(only().expectedPortal()).isEqualTo(1001);
    assertThat(only().scopes()).isEqualTo(SCOPES);

    projection.publish("attempt-1", 0, accepted());
    assertThat(all().getFirst().kind()).isEqualTo(Kind.INVITATION_ACCEPTED);
    assertThat(all().getFirst().attemptId()).isEqualTo("attempt-1");
    assertThat(sentences().getFirst())
        .isEqualTo("Somebody followed an invitation of Olivia Owner and went to HubSpot");

    projection.publish("invitation-1", 1, used());
    assertThat(sentences().getFirst())
        .isEqualTo("Hugo Hub authorized portal 1001 with an invitation of Olivia Owner");
    assertThat(trail.ofAttempt(ACME, "attempt-1")).hasSize(1);
  }

  @Test
  void an_invitation_for_any_portal_tells_how_it_ended() {
    projection.publish("invitation-1", 0, issued(null));
    projection.publish(
        "invitation-1", 1, new InvitationWithdrawn(INVITATION, ACME, OLIVIA, HUGO, NOON));
    projection.publish(
        "invitation-2", 1, new InvitationExpired(INVITATION, ACME, OLIVIA, minutesLater(-1)));

    assertThat(sentences())
        .containsExactly(
            "Hugo Hub withdrew an invitation",
            "Olivia Owner invited somebody to authorize a portal for audits, which only read",
            "Nobody used an invitation of Olivia Owner in its time");
    assertThat(all())
        .extracting(Entry::outcome)
        .containsExactly(Outcome.ENDED, Outcome.STARTED, Outcome.ENDED);
  }

  @Test
  void the_same_event_twice_is_one_entry() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));

    assertThat(all()).hasSize(1);
  }

  @Test
  void a_reset_forgets_everything_and_a_replay_brings_the_same_back() {
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));
    Entry before = only();

    projection.reset();
    assertThat(all()).isEmpty();
    projection.publish("portal-1001", 0, connected(ACME, PORTAL));

    assertThat(only()).isEqualTo(before);
  }

  @Test
  void nobody_reads_the_trail_of_another_organization() {
    projection.publish("portal-1001", 0, connected(GLOBEX, PORTAL));

    assertThat(all()).isEmpty();
    assertThat(trail.ofAttempt(ACME, "attempt-1")).isEmpty();
    assertThat(trail.ofAttempt(GLOBEX, "attempt-1")).hasSize(1);
  }

  private Told told() {
    return told(only());
  }

  private List<String> sentences() {
    return all().stream().map(entry -> told(entry).sentence()).toList();
  }

  private static Told told(Entry entry) {
    return new Told(
        entry,
        Map.of(
            "subject-olivia", new Person("subject-olivia", "Olivia Owner", null, false),
            "subject-hugo", new Person("subject-hugo", "Hugo Hub", null, false)));
  }

  private static InvitationIssued issued(@Nullable PortalId expected) {
    return new InvitationIssued(
        INVITATION,
        ACME,
        OLIVIA,
        Purpose.AUDIT,
        expected,
        SCOPES,
        List.of(),
        minutesLater(10),
        NOON);
  }

  private static InvitationAccepted accepted() {
    return new InvitationAccepted(
        ATTEMPT, ACME, OLIVIA, INVITATION, PORTAL, SCOPES, List.of(), minutesLater(1));
  }

  private static InvitationUsed used() {
    return new InvitationUsed(INVITATION, ACME, OLIVIA, ATTEMPT, PORTAL, HUGO, minutesLater(2));
  }

  private List<Entry> all() {
    return trail.page(ACME, EVERYTHING).items();
  }

  private Entry only() {
    assertThat(all()).hasSize(1);
    return all().getFirst();
  }
}
