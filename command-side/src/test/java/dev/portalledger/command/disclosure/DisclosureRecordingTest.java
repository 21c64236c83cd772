package dev.portalledger.command.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.CommandDatabase;
import dev.portalledger.command.subject.PersonalData;
import dev.portalledger.command.subject.Subjects;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.command.web.RunningCommandSide;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.disclosure.Disclosed;
import dev.portalledger.events.disclosure.RecordsExported;
import dev.portalledger.events.disclosure.RecordsRead;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.subject.SubjectId;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the query side noted becomes events: who, what, which filter, how many. */
class DisclosureRecordingTest {

  private static final String ISSUER = "https://issuer.test";
  private static final String ADA =
      """
      {"machine":false,"issuer":"https://issuer.test","account":"ada","name":"Ada Auditor","email":"ada@audit.test"}
      """;
  private static final String FEED =
      "{\"machine\":true,\"issuer\":\"https://issuer.test\",\"account\":\"feed\",\"name\":null,\"email\":null}";

  private final RunningCommandSide side = RunningCommandSide.get();
  private final JdbcClient db = CommandDatabase.asOwner();

  @Test
  void a_reading_is_recorded_with_its_readers_subject() {
    var id = note(ADA, "CLIENT_ACCOUNT", 1001L, "asOf=2026-03-01", false, null, "0 s");

    var message = recorded(id).getFirst();

    var event = (RecordsRead) message.getPayload();
    assertThat(event.what()).isEqualTo(Disclosed.CLIENT_ACCOUNT);
    assertThat(event.portalId()).isEqualTo(new PortalId(1001));
    assertThat(event.question()).isEqualTo("asOf=2026-03-01");
    assertThat(event.disclosedTo())
        .isEqualTo(
            side.bean(Subjects.class)
                .member(new OrganizationId("noting"), "https://issuer.test", "ada", null, null));
    assertThat(message.getMetaData())
        .containsEntry("organization", "noting")
        .containsEntry("actor", event.disclosedTo().value());
    assertThat(kept(id)).as("who it was is not kept any longer").isNull();
  }

  @Test
  void a_machines_export_is_recorded_with_how_many_it_got() {
    var id = note(FEED, "AUDIT_TRAIL", null, "format=ocsf", true, true, "0 s");

    var event = (RecordsExported) recorded(id).getFirst().getPayload();

    assertThat(event.records()).isEqualTo(42);
    assertThat(event.whole()).isTrue();
    assertThat(event.question()).isEqualTo("format=ocsf");
    assertThat(event.disclosedTo())
        .isEqualTo(side.bean(Subjects.class).service("https://issuer.test", "feed"));
  }

  @Test
  void an_export_under_way_is_not_recorded_and_one_that_fell_silent_is_as_cut_off() {
    var underWay = note(ADA, "EVIDENCE", null, "", true, null, "90 s");
    var silent = note(ADA, "EVIDENCE", null, "", true, null, "121 s");

    assertThat(((RecordsExported) recorded(silent).getFirst().getPayload()).whole()).isFalse();
    assertThat(events(underWay)).isEmpty();
  }

  @Test
  void one_whose_reader_cannot_be_read_holds_up_no_other_and_stays() {
    var strange = note(ADA, "AUDIT_TRAIL", null, "", false, null, "0 s");
    set("reader_ct = 'x'", strange);
    var behind = note(ADA, "AUDIT_TRAIL", null, "", false, null, "0 s");

    assertThat(recorded(behind)).hasSize(1);
    assertThat(kept(strange)).isNotNull();
    db.sql("delete from disclosure.disclosure where disclosure_id = :id")
        .param("id", strange)
        .update();
  }

  @Test
  @DisplayName(
      "T36: whoever is erased while an export goes on stays who it was, and does not come back")
  void a_reader_who_is_erased_meanwhile_does_not_come_back() {
    var organization = new OrganizationId("noting-" + UUID.randomUUID().toString().substring(0, 8));
    var subjects = side.bean(Subjects.class);
    var eve = subjects.member(organization, ISSUER, "eve", "Eve Auditor", null);
    var underWay = note(ADA.replace("ada", "eve"), "EVIDENCE", null, "", true, null, "0 s");
    var anothers = note(ADA, "EVIDENCE", null, "", true, null, "0 s");
    var strange = note(ADA, "EVIDENCE", null, "", true, null, "0 s");
    set("organization_id = '" + organization + "'", underWay);
    set("reader_ct = 'x'", strange);

    erase(eve);
    set("whole = true", underWay);
    set("whole = true", anothers);

    assertThat(((RecordsExported) recorded(underWay).getFirst().getPayload()).disclosedTo())
        .isEqualTo(eve);
    assertThat(((RecordsExported) recorded(anothers).getFirst().getPayload()).disclosedTo())
        .isNotEqualTo(eve);
    assertThat(knownTo(organization)).containsExactly(eve.value());
    assertThat(subjects.isMember(eve, ISSUER, "eve")).isFalse();
    db.sql("delete from disclosure.disclosure where disclosure_id = :id")
        .param("id", strange)
        .update();
  }

  private void erase(SubjectId subject) {
    new TransactionTemplate(side.bean(PlatformTransactionManager.class))
        .executeWithoutResult(_ -> side.bean(PersonalData.class).destroy(subject));
  }

  private void set(String change, String id) {
    db.sql("update disclosure.disclosure set " + change + " where disclosure_id = :id")
        .param("id", id)
        .update();
  }

  private List<String> knownTo(OrganizationId organization) {
    return db.sql("select subject_id from subject.known_to where organization_id = :organization")
        .param("organization", organization.value())
        .query(String.class)
        .list();
  }

  @Test
  void two_that_record_at_once_record_once() {
    var id = note(ADA, "AUDIT_TRAIL", null, "", false, null, "0 s");
    var recording = side.bean(DisclosureRecording.class);

    Thread.ofVirtual().start(recording::recordDue);
    recording.recordDue();

    assertThat(recorded(id)).hasSize(1);
  }

  private String note(
      String reader,
      String what,
      @Nullable Long portal,
      String question,
      boolean export,
      @Nullable Boolean whole,
      String seenAgo) {
    var id = UUID.randomUUID().toString();
    db.sql(
            """
            insert into disclosure.disclosure
              (disclosure_id, organization_id, reader_ct, what, portal_id, question, export, whole, records, seen_at)
            values (:id, 'noting', :reader, :what, :portal, :question, :export, :whole, 42,
                    clock_timestamp() - cast(:ago as interval))
            """)
        .param("id", id)
        .param("reader", encrypted(reader, id))
        .param("what", what)
        .param("portal", portal)
        .param("question", question)
        .param("export", export)
        .param("whole", whole)
        .param("ago", seenAgo)
        .update();
    return id;
  }

  private byte[] encrypted(String reader, String id) {
    try {
      return side.bean(KeyFolder.class)
          .subjects()
          .encrypt(reader.getBytes(UTF_8), ("disclosure|" + id).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The process's own schedule may be about it at this very moment. */
  private List<? extends DomainEventMessage<?>> recorded(String id) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    side.bean(DisclosureRecording.class).recordDue();
    while (kept(id) != null && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return events(id);
  }

  private List<? extends DomainEventMessage<?>> events(String id) {
    return side.bean(EventStore.class).readEvents("disclosure-" + id).asStream().toList();
  }

  private byte @Nullable [] kept(String id) {
    return db.sql("select reader_ct from disclosure.disclosure where disclosure_id = :id")
        .param("id", id)
        .query((row, _) -> new Kept(row.getBytes(1)))
        .single()
        .bytes();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(byte @Nullable [] bytes) {}
}
