package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.authorization.AuthorizationRefused;
import dev.portalledger.events.authorization.AuthorizationStarted;
import dev.portalledger.events.authorization.RefusalReason;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.connection.PortalRevoked;
import dev.portalledger.events.connection.RevocationCause;
import dev.portalledger.events.connection.RevocationExtent;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.disclosure.DisclosureId;
import dev.portalledger.events.disclosure.RecordsRead;
import dev.portalledger.events.invitation.InvitationExpired;
import dev.portalledger.events.invitation.InvitationId;
import dev.portalledger.events.invitation.InvitationIssued;
import dev.portalledger.events.lease.AccessLeased;
import dev.portalledger.events.lease.LeaseId;
import dev.portalledger.events.lease.LeasedWriteRefused;
import dev.portalledger.events.lease.Purpose;
import dev.portalledger.events.organization.SeatReleased;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.standalone.World;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Old bodies go when an operator says so, where nobody needs them; what proves them stays. */
class RetentionTest {

  private static final SubjectId SOMEBODY = new SubjectId("subject-somebody");

  private final OldLedger old = OldLedger.since("2012-03-01T12:00:00Z");
  private final String mark = "mark-" + UUID.randomUUID();
  private final Visitor operator = new People(World.get()).bearer("", "OPERATOR", "operator");
  private final PortalId portal = new PortalId(Agency.newPortal());

  @TempDir private Path machine;

  private String lease() {
    return leased(new LeaseId(UUID.randomUUID().toString()));
  }

  private String leased(LeaseId lease) {
    return old.record(
        lease.stream(),
        0,
        new AccessLeased(
            lease,
            portal,
            old.organization,
            1,
            Purpose.AUDIT,
            mark,
            SOMEBODY,
            List.of("oauth"),
            old.now().plusSeconds(900),
            old.now()));
  }

  private void leasesUpTo(long size) {
    while (old.size() < size) {
      lease();
    }
  }

  private AttemptId started() {
    var attempt = new AttemptId(old.organization + "-" + UUID.randomUUID());
    old.record(
        attempt.stream(),
        0,
        new AuthorizationStarted(
            attempt,
            old.organization,
            SOMEBODY,
            portal,
            List.of("oauth"),
            List.of(mark),
            old.now()));
    return attempt;
  }

  private void refused(AttemptId attempt) {
    old.record(
        attempt.stream(),
        1,
        new AuthorizationRefused(
            attempt,
            old.organization,
            SOMEBODY,
            RefusalReason.WRONG_PORTAL,
            new PortalId(99),
            new PortalId(98),
            SOMEBODY,
            List.of("oauth"),
            List.of(),
            old.now()));
  }

  /** Connected, and removed again: four events that stay, and the attempt that led to them. */
  private void connectedAndRemoved() {
    var attempt = started();
    var grant =
        new Grant(1, SOMEBODY, AuthorizerStanding.SUPER_ADMIN, List.of("oauth"), "old.example");
    old.record(
        portal.stream(),
        0,
        new PortalConnected(portal, old.organization, grant, attempt, SOMEBODY, old.now()));
    old.record(old.organization.stream(), 1, new SeatTaken(old.organization, portal, 1, old.now()));
    old.record(
        portal.stream(),
        1,
        new PortalRevoked(
            portal,
            old.organization,
            1,
            RevocationCause.REMOVED_BY_MEMBER,
            SOMEBODY,
            RevocationExtent.GRANT,
            null,
            old.now()));
    old.record(
        old.organization.stream(), 2, new SeatReleased(old.organization, portal, 0, old.now()));
  }

  private void read() {
    var disclosure = new DisclosureId(UUID.randomUUID().toString());
    old.record(
        disclosure.stream(),
        0,
        new RecordsRead(
            disclosure, old.organization, SOMEBODY, Disclosed.AUDIT_TRAIL, null, mark, old.now()));
  }

  private InvitationId invited() {
    var invitation = new InvitationId(UUID.randomUUID().toString());
    old.record(
        invitation.stream(),
        0,
        new InvitationIssued(
            invitation,
            old.organization,
            SOMEBODY,
            Purpose.AUDIT,
            portal,
            List.of(mark),
            List.of(),
            old.now().plusSeconds(900),
            old.now()));
    return invitation;
  }

  private void expired(InvitationId invitation) {
    old.record(
        invitation.stream(),
        1,
        new InvitationExpired(invitation, old.organization, SOMEBODY, old.now()));
  }

  private String path() {
    return "/api/v1/organizations/" + old.organization + "/retention";
  }

  private JsonNode look() {
    var answer = operator.getJson(path());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Answer apply(long upTo, long bodies) {
    return operator.json("POST", path(), "{\"upTo\": %d, \"bodies\": %d}".formatted(upTo, bodies));
  }

  private void dropAllThereIs() {
    old.awaitSealed();
    var seen = look();
    var done = apply(seen.get("upTo").asLong(), seen.get("bodies").asLong());
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  private void assertRefused(Answer answer, String why) {
    Answer.assertProblem(answer, 409);
    assertThat(answer.body()).contains(why);
    assertThat(old.whole()).isEqualTo(old.size());
  }

  @Test
  void bodies_go_everywhere_and_what_proves_them_stays() {
    connectedAndRemoved();
    refused(started());
    read();
    expired(invited());
    copiesBeside();
    leasesUpTo(OldLedger.SEGMENT + 10);
    old.awaitSealed();
    var dropped = OldLedger.SEGMENT - 6L;
    Eventually.holds(
        () -> assertThat(old.tablesWith(mark)).contains("events.event", "query.audit_trail"));
    assertThat(old.tablesWith(mark)).contains("command.attempt", "query.asked_scopes");
    var before = Eventually.get(() -> new Bundles(old.agency, machine).downloadedSaying("GOOD"));

    var seen = look();
    assertThat(seen.get("upTo").asLong()).isEqualTo(OldLedger.SEGMENT);
    assertThat(seen.get("bodies").asLong()).isEqualTo(dropped);
    assertThat(seen.get("keep").asString()).isEqualTo("P7Y");
    assertThat(old.whole()).as("a look drops nothing").isEqualTo(old.size());
    var done = apply(OldLedger.SEGMENT, dropped);
    assertThat(done.status()).as(done.body()).isEqualTo(200);

    assertThat(old.whole()).isEqualTo(old.size() - dropped);
    var bundles = new Bundles(old.agency, machine);
    var after =
        Eventually.get(() -> bundles.downloadedSaying("Under retention the bodies of " + dropped));
    assertThat(bundles.verify(after).exit()).isZero();
    assertThat(bundles.verify(after).text()).contains(dropped + " of them dropped under retention");
    assertThat(bundles.verify(before).exit()).as("the bundle of before").isZero();
    assertOnlyTheYoungAreLeft();
    assertTold(dropped);
  }

  /** Rows that the command side keeps of the same attempts and invitations. */
  private void copiesBeside() {
    old.owner
        .sql(
            """
            insert into command.attempt (attempt_id, organization_id, initiator, state_sha256, browser_sha256, verifier_ct,
                                         required_scopes, optional_scopes, phase, expires_at)
            select substr(aggregate_identifier, 9), :organization, :mark, sha256(aggregate_identifier::bytea), '', '',
                   '{}', '{}', 'CLOSED', now()
              from events.event where tenant = :organization and payload_type = 'authorization.refused'
            """)
        .param("organization", old.organization.value())
        .param("mark", mark)
        .update();
    old.owner
        .sql(
            """
            insert into invitation.invitation (invitation_id, organization_id, secret_sha256, invited_by, purpose,
                                               required_scopes, optional_scopes, phase, expires_at)
            select substr(aggregate_identifier, 12), :organization, sha256(aggregate_identifier::bytea), :mark, 'AUDIT',
                   '{}', '{}', 'EXPIRED', now()
              from events.event where tenant = :organization and payload_type = 'invitation.expired'
            """)
        .param("organization", old.organization.value())
        .param("mark", mark)
        .update();
    old.owner
        .sql(
            """
            insert into invitation.visit (attempt_id, invitation_id, visitor_sha256)
            select :mark, invitation_id, '' from invitation.invitation where organization_id = :organization
            """)
        .param("organization", old.organization.value())
        .param("mark", mark)
        .update();
  }

  /** Of the marked, ten leases behind the segment, and the attempt that a connection came of. */
  private void assertOnlyTheYoungAreLeft() {
    Eventually.holds(
        () ->
            assertThat(old.tablesWith(mark))
                .containsExactly("events.event", "query.asked_scopes", "query.audit_trail"));
    assertThat(old.views().stream().filter(row -> row.contains(mark)))
        .hasSize(11)
        .filteredOn(row -> row.startsWith("asked "))
        .hasSize(1);
    assertThat(old.views()).noneMatch(row -> row.startsWith("outcome ") && row.contains("98"));
  }

  private void assertTold(long dropped) {
    var trail = old.agency.owner.getJson("/api/v1/audit-trail?kind=retention-applied").json();
    assertThat(trail.get("droppedBefore").asString()).endsWith("T00:00:00Z");
    assertThat(trail.get("items")).hasSize(1);
    assertThat(trail.get("items").get(0).get("detail").asString())
        .startsWith(dropped + " records from before ");
    var auditor = new People(World.get()).bearer(old.organization.value(), "AUDITOR", "auditor");
    Eventually.holds(
        () ->
            assertThat(auditor.get("/api/v1/audit-trail/export?format=jsonl").body())
                .contains("retention-applied"));
  }

  /**
   * Both of its events are ends; the first of them stands in a segment that the second is not in.
   */
  @Test
  void a_lease_that_goes_on_later_goes_with_the_segment_that_it_ends_in() {
    leasesUpTo(OldLedger.SEGMENT - 1L);
    var lease = new LeaseId(UUID.randomUUID().toString());
    leased(lease);
    old.record(
        lease.stream(),
        1,
        new LeasedWriteRefused(
            lease, portal, old.organization, Purpose.AUDIT, SOMEBODY, "POST", mark, old.now()));
    old.awaitSealed();

    assertThat(look().get("upTo").asLong()).isEqualTo(OldLedger.SEGMENT);
    assertThat(look().get("bodies").asLong()).isEqualTo(OldLedger.SEGMENT - 2L);

    leasesUpTo(2L * OldLedger.SEGMENT);
    old.awaitSealed();
    assertThat(look().get("upTo").asLong()).isEqualTo(2L * OldLedger.SEGMENT);
    assertThat(look().get("bodies").asLong())
        .as("all but the organization's own")
        .isEqualTo(2L * OldLedger.SEGMENT - 1);
  }

  @Test
  void views_read_anew_are_those_that_were_there() {
    connectedAndRemoved();
    refused(started());
    leasesUpTo(OldLedger.SEGMENT);
    old.awaitSealed();
    Eventually.holds(() -> assertThat(old.views()).hasSizeGreaterThan(OldLedger.SEGMENT - 5));
    dropAllThereIs();
    Eventually.holds(
        () -> {
          assertThat(old.views()).hasSize(7).anyMatch(row -> row.contains("retention-applied"));
          assertThat(old.views().stream().filter(row -> row.startsWith("asked "))).hasSize(1);
          assertThat(old.views().stream().filter(row -> row.startsWith("outcome "))).hasSize(1);
        });
    var live = old.views();

    for (String group : List.of("audit-trail", "client-accounts", "campaigns")) {
      readAnew(group);
    }

    assertThat(old.views()).isEqualTo(live);
  }

  private static void readAnew(String group) {
    var processor =
        World.get()
            .product()
            .getBean(EventProcessingConfiguration.class)
            .eventProcessor(group, StreamingEventProcessor.class)
            .orElseThrow();
    processor.shutDown();
    processor.resetTokens();
    processor.start();
    Eventually.holds(
        () ->
            assertThat(processor.processingStatus().values())
                .hasSize(4)
                .allMatch(status -> status.getCurrentPosition().orElse(-1) >= Ledger.head()));
  }

  @Test
  void a_portal_is_reconnected_after_everything_around_it_was_dropped() {
    connectedAndRemoved();
    leasesUpTo(OldLedger.SEGMENT);
    dropAllThereIs();

    old.agency.reconnect(portal.value(), portal.value());

    var account = Eventually.get(() -> old.agency.account(portal.value(), 2));
    assertThat(account.get("status").asString()).isEqualTo("CONNECTED");
    assertThat(account.get("generation").asInt()).isEqualTo(2);
  }

  @Test
  void what_is_too_young_or_in_no_full_segment_stays() {
    leasesUpTo(OldLedger.SEGMENT - 1);
    old.awaitSealed();
    assertThat(look().get("upTo").asLong()).as("no full segment").isZero();
    old.goOnAt(Instant.now().minus(Duration.ofDays(6 * 365)));
    lease();
    leasesUpTo(2 * OldLedger.SEGMENT);
    old.awaitSealed();

    assertThat(look().get("upTo").asLong()).as("its last event is young").isZero();
    assertThat(look().get("bodies").asLong()).isZero();
    assertRefused(apply(OldLedger.SEGMENT, OldLedger.SEGMENT - 1), "Nothing was dropped");
  }

  @Test
  void what_no_signed_checkpoint_covers_stays() throws SQLException {
    leasesUpTo(OldLedger.SEGMENT);
    old.awaitSealed();
    assertThat(look().get("bodies").asLong()).isEqualTo(OldLedger.SEGMENT - 1);

    try (var owner = OldLedger.asOwner();
        var statement = owner.createStatement()) {
      statement.execute("alter table sealing.checkpoint disable trigger user");
      statement.execute(
          "delete from sealing.checkpoint where organization = '%s'".formatted(old.organization));
      try (var answer =
          statement.executeQuery(
              "select up_to, bodies from retention.drop_bodies('%s', null, null)"
                  .formatted(old.organization))) {
        assertThat(answer.next()).isTrue();
        assertThat(answer.getLong(1)).isZero();
        assertThat(answer.getLong(2)).isZero();
      }
      owner.rollback();
    }
  }

  @Test
  void a_stream_that_ended_later_goes_with_the_segment_it_ended_in() {
    var attempt = started();
    var invitation = invited();
    leasesUpTo(OldLedger.SEGMENT);
    refused(attempt);
    leasesUpTo(2 * OldLedger.SEGMENT);
    old.goOnAt(Instant.now().minus(Duration.ofDays(365)));
    expired(invitation);
    old.awaitSealed();

    var first = apply(OldLedger.SEGMENT, OldLedger.SEGMENT - 3);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    assertThat(whole(attempt.stream())).isEqualTo(2);

    assertThat(look().get("bodies").asLong()).isEqualTo(OldLedger.SEGMENT + 1);
    dropAllThereIs();
    assertThat(whole(attempt.stream())).isZero();
    assertThat(whole(invitation.stream())).as("it went on lately").isEqualTo(2);
  }

  private long whole(String stream) {
    return old.owner
        .sql(
            "select count(*) from events.event where aggregate_identifier = :stream and dropped_at"
                + " is null and length(payload) > 0")
        .param("stream", stream)
        .query(Long.class)
        .single();
  }

  @Test
  void nothing_goes_while_the_law_holds_somebody() {
    leasesUpTo(OldLedger.SEGMENT);
    old.awaitSealed();
    var subject = knownSubject();
    var hold = "/api/v1/subjects/" + subject + "/legal-hold";
    assertThat(old.agency.owner.json("PUT", hold, "{\"reason\": \"LEGAL_CLAIM\"}").status())
        .isEqualTo(200);

    assertRefused(apply(OldLedger.SEGMENT, OldLedger.SEGMENT - 1), "legal claim");
    assertRefused(operator.getJson(path()), "LEGAL_CLAIM");

    assertThat(old.agency.owner.json("DELETE", hold, null).status()).isEqualTo(200);
    dropAllThereIs();
    assertThat(old.whole()).isLessThan(10);
  }

  /** As if the ledger had spoken of it. */
  private String knownSubject() {
    var subject = "subject-" + UUID.randomUUID();
    old.owner
        .sql("insert into subject.subject (subject_id, kind) values (:id, 'MEMBER')")
        .param("id", subject)
        .update();
    old.owner
        .sql("insert into subject.known_to (subject_id, organization_id) values (:id, :org)")
        .param("id", subject)
        .param("org", old.organization.value())
        .update();
    return subject;
  }

  @Test
  void what_was_not_agreed_on_is_not_done() {
    leasesUpTo(2 * OldLedger.SEGMENT);
    old.awaitSealed();

    assertRefused(apply(OldLedger.SEGMENT, OldLedger.SEGMENT), "255 bodies in the first 256");
    assertRefused(apply(4 * OldLedger.SEGMENT, 2 * OldLedger.SEGMENT - 1), "Nothing was dropped");
    for (String bad :
        List.of(
            "{\"upTo\": 255, \"bodies\": 1}",
            "{\"upTo\": -256, \"bodies\": 1}",
            "{\"upTo\": 256, \"bodies\": -1}",
            "{\"upTo\": 256}",
            "{\"upTo\": \"all\", \"bodies\": 1}",
            "{\"upTo\": 256, \"bodies\": 1, \"more\": 1}",
            "{",
            "[]")) {
      Answer.assertProblem(operator.json("POST", path(), bad), 400);
    }
    for (String nobody : List.of("nobody-has-this", "agency-0000")) {
      var elsewhere = "/api/v1/organizations/" + nobody + "/retention";
      Answer.assertProblem(operator.getJson(elsewhere), 404);
      Answer.assertProblem(operator.json("POST", elsewhere, "{\"upTo\": 256, \"bodies\": 1}"), 404);
    }
    Answer.assertProblem(operator.getJson("/api/v1/organizations/A%20B/retention"), 400);
    assertThat(old.whole()).isEqualTo(old.size());
  }

  @Test
  void an_event_that_is_not_as_it_was_sealed_keeps_everything_until_it_is_looked_into() {
    leasesUpTo(OldLedger.SEGMENT);
    old.awaitSealed();
    var changed = leaseAt(77);
    old.owner
        .sql(
            """
            begin;
            alter table events.event disable trigger user;
            update events.event set meta_data = '{"actor":"other"}' where event_identifier = '%s';
            alter table events.event enable trigger user;
            commit
            """
                .formatted(changed))
        .update();

    assertRefused(operator.getJson(path()), "\"firstBadIndex\":77");
    assertRefused(apply(OldLedger.SEGMENT, OldLedger.SEGMENT - 1), "Event 77 is not what was");
  }

  private String leaseAt(long index) {
    return old.owner
        .sql("select event_id from sealing.leaf where organization = :org and index = :index")
        .param("org", old.organization.value())
        .param("index", index)
        .query(String.class)
        .single();
  }

  @Test
  void a_ledger_that_is_refused_keeps_everything() {
    leasesUpTo(OldLedger.SEGMENT);
    old.awaitSealed();
    old.owner
        .sql("insert into sealing.refusal (organization, why) values (:org, 'test')")
        .param("org", old.organization.value())
        .update();

    Answer.assertProblem(operator.getJson(path()), 503);
    Answer.assertProblem(apply(OldLedger.SEGMENT, OldLedger.SEGMENT - 1), 503);

    assertThat(old.whole()).isEqualTo(old.size());
    old.owner.sql("delete from sealing.refusal").update();
  }

  @Test
  void the_dropping_and_its_event_are_one_transaction_and_one_that_is_cut_short_did_nothing()
      throws SQLException {
    leasesUpTo(OldLedger.SEGMENT);
    old.awaitSealed();
    try (var cut = OldLedger.asApplication();
        var statement = cut.createStatement()) {
      statement.execute("set local role ledger_retention");
      try (var answer =
          statement.executeQuery(
              "select refusal, bodies from retention.drop_bodies('%s', 256, 255)"
                  .formatted(old.organization))) {
        assertThat(answer.next()).isTrue();
        assertThat(answer.getString(1)).isNull();
        assertThat(answer.getLong(2)).isEqualTo(255);
      }
      cut.abort(Runnable::run);
    }
    Eventually.holds(() -> assertThat(look().get("bodies").asLong()).isEqualTo(255));
    assertThat(old.whole()).isEqualTo(OldLedger.SEGMENT);

    dropAllThereIs();

    var transactions =
        old.owner
            .sql(
                """
                select distinct xmin::text as made from events.event
                 where tenant = :org and (dropped_at is not null or payload_type = 'retention.applied')
                """)
            .param("org", old.organization.value())
            .query(String.class)
            .list();
    assertThat(transactions).hasSize(1);
    assertThat(old.whole()).isEqualTo(2);
    assertThat(look().get("bodies").asLong()).isZero();
    assertThat(look().get("upTo").asLong()).isEqualTo(OldLedger.SEGMENT);
    assertThat(look().get("goneThrough").asLong()).as("that was all").isEqualTo(OldLedger.SEGMENT);
  }
}
