package dev.portalledger.query.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.Samples;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.projections.CatchUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of the ledger is noted before it is given. */
class DisclosuresTest {

  /** Each wait is one of five seconds: a busy machine takes longer to seal. */
  private static final int PATIENCE = 12;

  private final String organization = "noted-" + UUID.randomUUID().toString().substring(0, 8);

  @ParameterizedTest
  @CsvSource({
    "/audit-trail, AUDIT_TRAIL, '', ",
    "/audit-trail/rows?kind=portal-expired&cursor=, AUDIT_TRAIL, kind=portal-expired, ",
    "/api/v1/audit-trail?portal=77&limit=1, AUDIT_TRAIL, portal=77, ",
    "/client-accounts/77, CLIENT_ACCOUNT, '', 77",
    "/api/v1/client-accounts/77, CLIENT_ACCOUNT, '', 77",
    "/people/subject-77?minVersion=, PERSON, subject=subject-77, ",
    "/api/v1/subjects/subject-77, PERSON, subject=subject-77, ",
  })
  void what_an_auditor_asks_to_read_is_noted_once(
      String address, String what, String question, Long portal) {
    as("AUDITOR", "ada", address);
    as("AUDITOR", "ada", address);

    assertThat(notes()).hasSize(1);
    assertThat(notes().getFirst())
        .containsEntry("what", what)
        .containsEntry("question", question)
        .containsEntry("portal_id", portal)
        .containsEntry("export", false);
    as("AUDITOR", "bob", address);
    assertThat(notes()).as("another auditor").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"OWNER", "ADMIN", "MEMBER"})
  void what_members_read_of_their_own_is_not(String role) {
    as(role, "olivia", "/audit-trail");
    as(role, "olivia", "/api/v1/client-accounts/77");

    assertThat(notes()).isEmpty();
  }

  @Test
  @DisplayName(
      "T36: who read is kept so that the database does not tell, and no filter names a person")
  void nobody_is_named_in_a_note() {
    as("AUDITOR", "ada@audit.test", "/audit-trail?kind=ada@audit.test&actor=Ada%20Auditor");

    var note = notes().getFirst();
    assertThat(note).containsEntry("question", "");
    assertThat(new String((byte[]) note.get("reader_ct"), StandardCharsets.ISO_8859_1))
        .doesNotContain("ada", "Ada", RunningQuerySide.ISSUER.url());
    as("AUDITOR", "ada", "/api/v1/subjects/ada@audit.test");
    assertThat(notes().getLast()).containsEntry("what", "PERSON").containsEntry("question", "");
  }

  @ParameterizedTest
  @CsvSource({"OWNER", "AUDITOR"})
  void an_export_is_noted_with_how_much_was_sent(String role) {
    record(3);

    as(role, "ada", "/api/v1/audit-trail/export?format=jsonl&kind=portal-expired&after=0");

    assertThat(notes().getFirst())
        .containsEntry("what", "AUDIT_TRAIL")
        .containsEntry("question", "format=jsonl&after=0&kind=portal-expired")
        .containsEntry("export", true)
        .containsEntry("records", 2L)
        .containsEntry("whole", true);
  }

  @Test
  void an_evidence_bundle_is_noted_with_how_many_events_it_gave() {
    record(3);

    as("AUDITOR", "ada", "/api/v1/evidence?from=2020-01-01");

    assertThat(notes().getFirst())
        .containsEntry("what", "EVIDENCE")
        .containsEntry("question", "from=2020-01-01")
        .containsEntry("records", 3L)
        .containsEntry("whole", true);
  }

  @Test
  void an_export_that_is_cut_off_is_noted_as_such() {
    record(3);
    TestDatabase.asOwner()
        .sql("update query.audit_trail set kind = 'gossip' where organization_id = :organization")
        .param("organization", organization)
        .update();

    as("AUDITOR", "ada", "/api/v1/audit-trail/export?format=jsonl");

    assertThat(notes().getFirst()).containsEntry("records", 0L).containsEntry("whole", false);
  }

  @Test
  void what_cannot_be_noted_is_not_given() {
    var owner = TestDatabase.asOwner();
    owner.sql("revoke insert on disclosure.disclosure from ledger_query").update();
    try {
      assertThat(as("AUDITOR", "ada", "/api/v1/audit-trail")).isEqualTo(500);
      assertThat(as("OWNER", "ada", "/api/v1/audit-trail/export?format=csv")).isEqualTo(500);
    } finally {
      owner.sql("grant insert on disclosure.disclosure to ledger_query").update();
    }
  }

  @Test
  void bad_questions_are_not_noted() {
    as("AUDITOR", "ada", "/api/v1/audit-trail/export?format=pdf");
    as("OWNER", "ada", "/api/v1/audit-trail/export?format=csv&from=yesterday");

    assertThat(notes()).isEmpty();
  }

  private void record(int events) {
    for (int n = 0; n < events; n++) {
      var portal = new PortalId(940_000 + Math.floorMod(organization.hashCode(), 50_000) * 10L + n);
      RunningQuerySide.record(
          "portal-" + portal,
          0,
          new PortalExpired(
              portal, new OrganizationId(organization), 1, ExpiryCause.GRANT_DEAD, Samples.NOON));
    }
    var catchUp = RunningQuerySide.bean(CatchUp.class);
    for (int waits = 0; waits < PATIENCE && !catchUp.await(() -> isWritten(events)); waits++) {}
    assertThat(isWritten(events)).isTrue();
  }

  private boolean isWritten(int events) {
    return TestDatabase.asOwner()
        .sql(
            """
            select (select max(size) from sealing.checkpoint where organization = :organization) = :events
               and (select count(*) from query.audit_trail where organization_id = :organization) = :events
            """)
        .param("organization", organization)
        .param("events", events)
        .query((row, _) -> row.getBoolean(1))
        .single();
  }

  private List<Map<String, Object>> notes() {
    return TestDatabase.asOwner()
        .sql(
            """
            select * from disclosure.disclosure where organization_id = :organization order by began_at
            """)
        .param("organization", organization)
        .query()
        .listOfRows();
  }

  private int as(String role, String subject, String address) {
    var account = new Account(subject, "Ada Auditor", organization, List.of(role));
    var bearer = Map.of("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account));
    return RunningQuerySide.browser().get(address, bearer).statusCode();
  }
}
