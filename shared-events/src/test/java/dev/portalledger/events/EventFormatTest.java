package dev.portalledger.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationAbandoned;
import dev.portalledger.events.authorization.AuthorizationDenied;
import dev.portalledger.events.authorization.AuthorizationFailed;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.FailureCause;
import dev.portalledger.events.authorization.InvitationAccepted;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.campaign.CampaignId;
import dev.portalledger.events.campaign.ReconnectRequested;
import dev.portalledger.events.connection.AppUninstallAnswered;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.ManualStep;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalReconnected;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.ProbeResult;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.connection.RevocationProbed;
import dev.portalledger.events.connection.UninstallAnswer;
import dev.portalledger.events.connection.UpstreamRevocationConfirmed;
import dev.portalledger.events.connection.UpstreamRevocationFailed;
import dev.portalledger.events.connection.UpstreamRevocationFailure;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.disclosure.DisclosureId;
import dev.portalledger.events.disclosure.RecordsExported;
import dev.portalledger.events.disclosure.RecordsRead;
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
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.OrganizationRegistered;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.events.organization.PlanChanged;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.replay.ReplayCancelled;
import dev.portalledger.events.replay.ReplayId;
import dev.portalledger.events.replay.ReplayRequested;
import dev.portalledger.events.retention.LeafRun;
import dev.portalledger.events.retention.RetentionApplied;
import dev.portalledger.events.retention.RetentionId;
import dev.portalledger.events.sealing.LedgerForked;
import dev.portalledger.events.sealing.SigningKeyAnnounced;
import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored form of an event is a file format: it is read again in ten years, and checkpoints sign
 * its very bytes. An approved file is never changed; a new form gets a new revision beside it.
 */
class EventFormatTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final OrganizationId ACME = new OrganizationId("acme");
  private static final PortalId PORTAL = new PortalId(1001);
  private static final AttemptId ATTEMPT = new AttemptId("attempt-1");
  private static final SubjectId MEMBER = new SubjectId("subject-member");
  private static final InvitationId INVITATION = new InvitationId("invitation-1");
  private static final LeaseId LEASE = new LeaseId("lease-1");
  private static final SubjectId AUTHORIZER = new SubjectId("subject-authorizer");

  record Sample(String file, Object event) {

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
            portals(),
            revocations(),
            organizations(),
            attempts(),
            invitations(),
            leases(),
            campaigns(),
            disclosures(),
            subjects(),
            seals(),
            replays(),
            retentions())
        .flatMap(samples -> samples);
  }

  /** Forms that are written no more. What they lack stands there as it is understood today. */
  static Stream<Sample> former() {
    return Stream.of(
        new Sample("PortalRevoked.v1.json", revoked(RevocationCause.REMOVED_BY_MEMBER, MEMBER)),
        new Sample(
            "PortalRevoked.v1-by-hubspot.json",
            revoked(RevocationCause.UNINSTALLED_IN_HUBSPOT, null)));
  }

  private static Stream<Sample> portals() {
    return Stream.of(
        sample("", new PortalConnected(PORTAL, ACME, grant(1), ATTEMPT, MEMBER, NOON)),
        sample("-bare", new PortalConnected(PORTAL, ACME, bareGrant(), ATTEMPT, MEMBER, NOON)),
        sample("", new PortalReconnected(PORTAL, ACME, grant(2), ATTEMPT, MEMBER, NOON)),
        sample("", new PortalExpired(PORTAL, ACME, 1, ExpiryCause.GRANT_DEAD, NOON)),
        sample("-by-hubspot", revoked(RevocationCause.UNINSTALLED_IN_HUBSPOT, null)));
  }

  private static Stream<Sample> revocations() {
    return Stream.of(
        sample(
            "",
            new PortalRevoked(
                PORTAL,
                ACME,
                1,
                RevocationCause.REMOVED_BY_MEMBER,
                MEMBER,
                RevocationExtent.GRANT_AND_APP,
                NOON.plusSeconds(1800),
                NOON)),
        sample("", new UpstreamRevocationConfirmed(PORTAL, ACME, 1, NOON)),
        sample(
            "",
            new UpstreamRevocationFailed(
                PORTAL,
                ACME,
                1,
                UpstreamRevocationFailure.NOT_CONFIRMED_IN_TIME,
                ManualStep.REMOVE_APP_IN_CONNECTED_APPS,
                NOON)),
        sample("", new AppUninstallAnswered(PORTAL, ACME, 1, UninstallAnswer.UNINSTALLED, NOON)),
        sample("", new RevocationProbed(PORTAL, ACME, 1, ProbeResult.DEAD, NOON)));
  }

  private static Stream<Sample> organizations() {
    var features = List.of(Feature.AUDIT, Feature.IMPORT);
    return Stream.of(
        sample("", new OrganizationRegistered(ACME, "Acme Agency", Plan.PRO, features, NOON)),
        sample("", new PlanChanged(ACME, Plan.ULTIMATE, NOON)),
        sample("", new FeaturesChanged(ACME, List.of(Feature.DEPLOY, Feature.AUDIT), NOON)),
        sample("", new SeatTaken(ACME, PORTAL, 3, NOON)),
        sample("", new SeatReleased(ACME, PORTAL, 2, NOON)));
  }

  private static Stream<Sample> attempts() {
    return Stream.of(
        sample("", started(PORTAL)),
        sample("-any-portal", started(null)),
        sample("", refused(RefusalReason.WRONG_PORTAL, new PortalId(1002), List.of())),
        sample("-any-portal", refused(RefusalReason.SCOPES_MISSING, null, List.of("tickets"))),
        sample("", accepted(PORTAL)),
        sample("-any-portal", accepted(null)),
        sample("", new AuthorizationDenied(ATTEMPT, ACME, MEMBER, NOON)),
        sample("", failed(FailureCause.CODE_REJECTED)),
        sample("", new AuthorizationAbandoned(ATTEMPT, ACME, MEMBER, NOON)));
  }

  private static Stream<Sample> campaigns() {
    var campaign = new CampaignId("campaign-0000001");
    return Stream.of(sample("", new ReconnectRequested(campaign, ACME, PORTAL, MEMBER, NOON)));
  }

  private static Stream<Sample> disclosures() {
    var disclosure = new DisclosureId("disclosure-1");
    return Stream.of(
        sample(
            "",
            new RecordsExported(
                disclosure,
                ACME,
                MEMBER,
                Disclosed.AUDIT_TRAIL,
                "format=csv&portal=1001",
                1042,
                true,
                NOON)),
        sample(
            "",
            new RecordsRead(disclosure, ACME, MEMBER, Disclosed.CLIENT_ACCOUNT, PORTAL, "", NOON)),
        sample(
            "-any-portal",
            new RecordsRead(
                disclosure,
                ACME,
                MEMBER,
                Disclosed.AUDIT_TRAIL,
                null,
                "kind=portal-revoked",
                NOON)));
  }

  private static Stream<Sample> subjects() {
    var colleague = new SubjectId("subject-colleague");
    var asked = ErasureReason.ASKED_BY_THE_PERSON;
    var week = NOON.plusSeconds(604_800);
    return Stream.of(
        sample(
            "", new ErasureRequested(AUTHORIZER, ACME, asked, "DSR-2026-17", MEMBER, week, NOON)),
        sample("-bare", new ErasureRequested(AUTHORIZER, ACME, asked, null, MEMBER, week, NOON)),
        sample("", new ErasureWithdrawn(AUTHORIZER, ACME, colleague, NOON)),
        sample("", new ErasureExpired(AUTHORIZER, ACME, NOON)),
        sample(
            "", new SubjectErased(AUTHORIZER, ACME, asked, "DSR-2026-17", MEMBER, colleague, NOON)),
        sample(
            "-asked-elsewhere",
            new SubjectErased(AUTHORIZER, ACME, asked, null, null, colleague, NOON)),
        sample(
            "", new LegalHoldPlaced(AUTHORIZER, ACME, HoldReason.LEGAL_CLAIM, "C-4", MEMBER, NOON)),
        sample("", new LegalHoldLifted(AUTHORIZER, ACME, colleague, NOON)));
  }

  private static Stream<Sample> seals() {
    var key = "ledger.test/org/acme+1a2b3c4d+AQ==";
    return Stream.of(
        sample("", new LedgerForked(ACME, 2, 1042, 1000, "restored the backup of Monday", NOON)),
        sample("", new SigningKeyAnnounced(ACME, key, NOON)));
  }

  private static Stream<Sample> replays() {
    var replay = new ReplayId("replay-000000001");
    return Stream.of(
        sample("", new ReplayRequested(replay, ACME, NOON, "SOC 2 2026", MEMBER, NOON)),
        sample("-of-now", new ReplayRequested(replay, ACME, null, "ticket-7", MEMBER, NOON)),
        sample("", new ReplayCancelled(replay, ACME, MEMBER, NOON)));
  }

  private static Stream<Sample> retentions() {
    return Stream.of(
        sample(
            "",
            new RetentionApplied(
                new RetentionId("retention-1"),
                ACME,
                "P7Y",
                Instant.parse("2019-03-01T00:00:00Z"),
                512,
                255,
                List.of(new LeafRun(0, 17), new LeafRun(19, 255)),
                new SubjectId("subject-operator"),
                NOON)));
  }

  private static Stream<Sample> invitations() {
    return Stream.of(
        sample("", issued(PORTAL)),
        sample("-any-portal", issued(null)),
        sample("", new InvitationUsed(INVITATION, ACME, MEMBER, ATTEMPT, PORTAL, AUTHORIZER, NOON)),
        sample(
            "",
            new InvitationWithdrawn(
                INVITATION, ACME, MEMBER, new SubjectId("subject-colleague"), NOON)),
        sample("", new InvitationExpired(INVITATION, ACME, MEMBER, NOON)));
  }

  private static Stream<Sample> leases() {
    return Stream.of(
        sample(
            "",
            new AccessLeased(
                LEASE,
                PORTAL,
                ACME,
                2,
                Purpose.AUDIT,
                "audit-run-7",
                MEMBER,
                List.of("oauth", "crm.objects.contacts.read", "oauth"),
                NOON.plusSeconds(900),
                NOON)),
        sample(
            "",
            new LeasedWriteRefused(
                LEASE, PORTAL, ACME, Purpose.AUDIT, MEMBER, "PATCH", "/crm/v3", NOON)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  @DisplayName("R27: an event is written exactly as the approved file")
  void is_written_exactly_as_the_approved_file(Sample sample) throws Exception {
    assertThat(JSON.writeValueAsString(sample.event)).isEqualTo(approved(sample));
  }

  @ParameterizedTest
  @MethodSource({"samples", "former"})
  @DisplayName("R27: an event of every revision is read back as what it was")
  void is_read_back_from_the_approved_file(Sample sample) throws Exception {
    assertThat(JSON.readValue(approved(sample), sample.event.getClass())).isEqualTo(sample.event);
  }

  @Test
  @DisplayName("R27: every kind of event has an approved file")
  void every_event_has_a_sample() {
    assertThat(samples().map(sample -> sample.event.getClass().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(EventFamilies.events().map(Class::getName).toList());
  }

  @Test
  @DisplayName("R27: every file that was ever approved is still read")
  void every_approved_file_is_still_read() throws Exception {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(samples(), former()).map(Sample::file).toList());
    }
  }

  /** A stored name is never changed: what it stands for could no longer be read. */
  @Test
  void every_event_keeps_the_name_it_is_stored_under() {
    assertThat(StoredName.ALL.stream().map(stored -> stored.name() + " " + stored.revision()))
        .containsExactlyInAnyOrder(
            "portal-connection.connected 1",
            "portal-connection.reconnected 1",
            "portal-connection.expired 1",
            "portal-connection.revoked 2",
            "portal-connection.upstream-revocation-confirmed 1",
            "portal-connection.upstream-revocation-failed 1",
            "portal-connection.app-uninstall-answered 1",
            "portal-connection.revocation-probed 1",
            "organization.registered 1",
            "organization.plan-changed 1",
            "organization.features-changed 1",
            "organization.seat-taken 1",
            "organization.seat-released 1",
            "authorization.started 1",
            "authorization.refused 1",
            "authorization.denied 1",
            "authorization.failed 1",
            "authorization.abandoned 1",
            "authorization.invitation-accepted 1",
            "invitation.issued 1",
            "invitation.used 1",
            "invitation.withdrawn 1",
            "invitation.expired 1",
            "lease.access-leased 1",
            "lease.write-refused 1",
            "campaign.reconnect-requested 1",
            "disclosure.records-exported 1",
            "disclosure.records-read 1",
            "subject.erasure-requested 1",
            "subject.erasure-withdrawn 1",
            "subject.erasure-expired 1",
            "subject.erased 1",
            "subject.legal-hold-placed 1",
            "subject.legal-hold-lifted 1",
            "retention.applied 1",
            "sealing.ledger-forked 1",
            "sealing.signing-key-announced 1",
            "replay.requested 1",
            "replay.cancelled 1");
  }

  @Test
  void every_former_form_is_one_that_is_read_as_it_is() {
    assertThat(
            StoredName.ALL.stream()
                .flatMap(
                    stored ->
                        stored.earlierRevisions().stream()
                            .map(former -> stored.event().getSimpleName() + ".v" + former)))
        .containsExactlyInAnyOrderElementsOf(
            former()
                .map(sample -> sample.file.replaceFirst("(-[a-z-]+)?[.]json$", ""))
                .distinct()
                .toList());
  }

  @Test
  void every_event_has_a_name_to_be_stored_under() {
    assertThat(StoredName.ALL.stream().map(stored -> stored.event().getName()))
        .containsExactlyInAnyOrderElementsOf(EventFamilies.events().map(Class::getName).toList());
  }

  /** The first version stored class names. */
  @Test
  void every_event_of_the_first_version_is_still_found() {
    assertThat(StoredName.ALL.stream().map(StoredName::formerly).filter(Objects::nonNull))
        .containsExactlyInAnyOrder(
            "dev.portalledger.events.connection.PortalConnected",
            "dev.portalledger.events.connection.PortalReconnected",
            "dev.portalledger.events.connection.PortalExpired",
            "dev.portalledger.events.connection.PortalRevoked",
            "dev.portalledger.events.connection.UpstreamRevocationConfirmed",
            "dev.portalledger.events.organization.OrganizationRegistered",
            "dev.portalledger.events.organization.PlanChanged",
            "dev.portalledger.events.organization.FeaturesChanged",
            "dev.portalledger.events.organization.SeatTaken",
            "dev.portalledger.events.organization.SeatReleased",
            "dev.portalledger.events.authorization.AuthorizationStarted",
            "dev.portalledger.events.authorization.AuthorizationRefused",
            "dev.portalledger.events.authorization.AuthorizationDenied",
            "dev.portalledger.events.authorization.AuthorizationFailed",
            "dev.portalledger.events.authorization.AuthorizationAbandoned");
  }

  private static Sample sample(String variant, Object event) {
    return new Sample(
        event.getClass().getSimpleName() + ".v" + revision(event) + variant + ".json", event);
  }

  private static String revision(Object event) {
    return StoredName.ALL.stream()
        .filter(stored -> stored.event() == event.getClass())
        .map(StoredName::revision)
        .findFirst()
        .orElseThrow();
  }

  private static String approved(Sample sample) throws Exception {
    return Files.readString(GOLDEN.resolve(sample.file), UTF_8).stripTrailing();
  }

  private static Grant grant(int generation) {
    return new Grant(
        generation,
        AUTHORIZER,
        AuthorizerStanding.SUPER_ADMIN,
        List.of("oauth", "crm.objects.contacts.read", "oauth"),
        "acme-client.example");
  }

  private static Grant bareGrant() {
    return new Grant(1, AUTHORIZER, AuthorizerStanding.UNKNOWN, List.of("oauth"), null);
  }

  private static PortalRevoked revoked(RevocationCause cause, @Nullable SubjectId by) {
    return new PortalRevoked(PORTAL, ACME, 1, cause, by, RevocationExtent.GRANT, null, NOON);
  }

  private static AuthorizationStarted started(@Nullable PortalId expected) {
    return new AuthorizationStarted(
        ATTEMPT, ACME, MEMBER, expected, List.of("oauth"), List.of("tickets", "content"), NOON);
  }

  private static InvitationAccepted accepted(@Nullable PortalId expected) {
    return new InvitationAccepted(
        ATTEMPT,
        ACME,
        MEMBER,
        INVITATION,
        expected,
        List.of("oauth"),
        List.of("tickets", "content"),
        NOON);
  }

  private static InvitationIssued issued(@Nullable PortalId expected) {
    return new InvitationIssued(
        INVITATION,
        ACME,
        MEMBER,
        Purpose.AUDIT,
        expected,
        List.of("oauth"),
        List.of("tickets", "content", "tickets"),
        NOON.plusSeconds(604_800),
        NOON);
  }

  private static AuthorizationRefused refused(
      RefusalReason reason, @Nullable PortalId expected, List<String> missing) {
    return new AuthorizationRefused(
        ATTEMPT,
        ACME,
        MEMBER,
        reason,
        PORTAL,
        expected,
        AUTHORIZER,
        List.of("oauth", "content"),
        missing,
        NOON);
  }

  private static AuthorizationFailed failed(FailureCause cause) {
    return new AuthorizationFailed(ATTEMPT, ACME, MEMBER, cause, NOON);
  }
}
