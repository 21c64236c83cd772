package dev.portalledger.query.people;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.GLOBEX;
import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.NOON;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.subject.ErasureExpired;
import dev.portalledger.events.subject.ErasureReason;
import dev.portalledger.events.subject.ErasureRequested;
import dev.portalledger.events.subject.ErasureWithdrawn;
import dev.portalledger.events.subject.HoldReason;
import dev.portalledger.events.subject.LegalHoldLifted;
import dev.portalledger.events.subject.LegalHoldPlaced;
import dev.portalledger.events.subject.SubjectErased;
import dev.portalledger.events.subject.SubjectEvent;
import dev.portalledger.events.subject.SubjectId;
import dev.portalledger.query.Handling;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.people.PersonalData.State;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of somebody's data, as one organization's ledger tells it. */
class PersonalRecordsTest {

  private static final SubjectId ADAM = new SubjectId("subject-adam");

  private PersonalRecords records;
  private Handling projection;
  private int next;

  @BeforeEach
  void empty() {
    JdbcClient db = TestDatabase.empty();
    records = new PersonalRecords(db);
    projection = new Handling(new SubjectEventsProjection(db));
    known("acme");
  }

  @Test
  void somebody_of_whom_nothing_was_asked_is_kept() {
    var hugo = hugo();

    assertThat(hugo.state()).isEqualTo(State.KEPT);
    assertThat(hugo.kind()).isEqualTo("AUTHORIZER");
    assertThat(hugo.version()).isZero();
    assertThat(hugo.severalOrganizations()).isFalse();
  }

  @Test
  void a_request_is_shown_until_it_is_withdrawn_or_over() {
    happened(requested());
    assertThat(hugo().state()).isEqualTo(State.REQUESTED);
    var request = Objects.requireNonNull(hugo().request());
    assertThat(request.by()).isEqualTo("subject-olivia");
    assertThat(request.reason()).isEqualTo("ASKED_BY_THE_PERSON");
    assertThat(request.reference()).isEqualTo("DSR-1");
    assertThat(request.expiresAt()).isEqualTo(minutesLater(10));

    happened(new ErasureWithdrawn(HUGO, ACME, ADAM, NOON));
    assertThat(hugo().state()).isEqualTo(State.KEPT);
    happened(requested());
    happened(new ErasureExpired(HUGO, ACME, NOON));
    assertThat(hugo().request()).isNull();
    assertThat(hugo().version()).isEqualTo(4);
  }

  @Test
  void a_hold_goes_before_a_request_until_it_is_lifted() {
    happened(requested());
    happened(new LegalHoldPlaced(HUGO, ACME, HoldReason.ORDERED, "C-1", ADAM, NOON));
    assertThat(hugo().state()).isEqualTo(State.HELD);
    assertThat(Objects.requireNonNull(hugo().hold()).reference()).isEqualTo("C-1");

    happened(new LegalHoldLifted(HUGO, ACME, ADAM, NOON));
    assertThat(hugo().state()).isEqualTo(State.REQUESTED);
  }

  @Test
  void erased_is_the_end_and_says_who_asked_and_who_confirmed() {
    happened(requested());
    happened(erased());

    var hugo = hugo();
    assertThat(hugo.state()).isEqualTo(State.ERASED);
    assertThat(hugo.request()).isNull();
    var erasure = Objects.requireNonNull(hugo.erasure());
    assertThat(erasure.by()).isEqualTo("subject-olivia");
    assertThat(erasure.confirmedBy()).isEqualTo("subject-adam");
  }

  @Test
  void events_that_come_again_change_nothing_and_a_reset_forgets_all() {
    happened(requested());
    next = 0;
    happened(requested());
    assertThat(hugo().version()).isEqualTo(1);

    projection.reset();
    assertThat(hugo().version()).isZero();
  }

  @Test
  void another_organization_finds_nobody_until_its_own_ledger_speaks_of_the_person() {
    happened(requested());
    assertThat(records.find(GLOBEX, HUGO.value())).isEmpty();
    assertThat(records.find(ACME, "nobody")).isEmpty();

    known("globex");

    assertThat(records.find(GLOBEX, HUGO.value()))
        .hasValueSatisfying(
            theirs -> {
              assertThat(theirs.version()).isZero();
              assertThat(theirs.severalOrganizations()).isTrue();
            });
  }

  private PersonalData hugo() {
    return records.find(ACME, HUGO.value()).orElseThrow();
  }

  private void happened(SubjectEvent event) {
    projection.publish("subject-hugo-of-acme", next, event);
    next++;
  }

  private static ErasureRequested requested() {
    return new ErasureRequested(
        HUGO, ACME, ErasureReason.ASKED_BY_THE_PERSON, "DSR-1", OLIVIA, minutesLater(10), NOON);
  }

  private static SubjectErased erased() {
    return new SubjectErased(
        HUGO, ACME, ErasureReason.ASKED_BY_THE_PERSON, "DSR-1", OLIVIA, ADAM, NOON);
  }

  private static void known(String organization) {
    TestDatabase.asOwner()
        .sql(
            """
            insert into subject.subject (subject_id, kind) values ('subject-hugo', 'AUTHORIZER')
            on conflict do nothing
            """)
        .update();
    TestDatabase.asOwner()
        .sql("insert into subject.known_to values ('subject-hugo', :organization)")
        .param("organization", organization)
        .update();
  }
}
