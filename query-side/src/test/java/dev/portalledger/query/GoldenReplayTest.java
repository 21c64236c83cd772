package dev.portalledger.query;

import static dev.portalledger.query.Samples.registered;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.projections.CatchUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Rows as they were stored in each revision, read by the running query side, give the views that
 * were approved: whatever is changed in events, names, revisions or projections, recorded history
 * goes on to mean what it meant. Each is the last event of an organization and a portal of its own.
 */
class GoldenReplayTest {

  private static final Path EXAMPLES =
      Path.of("..").toAbsolutePath().normalize().resolve("docs/bundle-entries.tsv");
  private static final Path APPROVED = Path.of("src/test/resources/golden/replayed.txt");
  private static final String END = "org-golden";
  private static final Path REPLAYED = Path.of("target/replayed.txt");

  /** A row of the examples: its name, and what is stored of it. */
  private record Row(int number, String name, String type, String revision, String payload) {

    static Row of(int number, String line) {
      var cells = line.split("\t", -1);
      return new Row(number, cells[0], cells[7], cells[8], cells[10]);
    }

    String organization() {
      return "golden-" + number;
    }

    String portal() {
      return String.valueOf(880_000 + number);
    }

    /** What the examples share would make them one another's history. */
    String own(String text) {
      return text.replace("\"acme\"", "\"" + organization() + "\"")
          .replace("{\"value\":1001}", "{\"value\":" + portal() + "}")
          // Retention takes dropped events out of the trail; this one must stay.
          .replace("{\"first\":0,", "{\"first\":1,")
          .replaceAll(
              "\"(attempt|invitation|lease|campaign|disclosure|replay)-", "\"$1-g" + number + "-");
    }

    String shared(String text) {
      return text.replace(organization(), "acme")
          .replace(portal(), "1001")
          .replaceAll("-g" + number + "-", "-");
    }

    boolean isOfPortal() {
      return name.matches("(Portal|UpstreamRevocation|AppUninstall|RevocationProbed).*");
    }

    String stream() {
      return isOfPortal() ? "portal-" + portal() : "golden-stream-" + number;
    }
  }

  @Test
  @DisplayName("R27: stored events of every revision are read into the state they always meant")
  void stored_events_of_every_revision_are_read_into_the_approved_state() throws IOException {
    var lines = Files.readAllLines(EXAMPLES);
    var rows = IntStream.range(1, lines.size()).mapToObj(n -> Row.of(n, lines.get(n))).toList();
    rows.forEach(row -> store(row, rows));
    RunningQuerySide.record(END, 0, registered(new OrganizationId("golden"), Plan.PRO));
    awaitRead();

    var replayed = replayed(rows);
    Files.writeString(REPLAYED, replayed);
    assertThat(replayed)
        .as("approved: %s; what there is now: %s", APPROVED, REPLAYED)
        .isEqualTo(Files.exists(APPROVED) ? Files.readString(APPROVED, UTF_8) : "");
  }

  private static void store(Row row, List<Row> all) {
    int sequence = 0;
    for (String first : before(row.name())) {
      var form = all.stream().filter(other -> other.name().equals(first)).findFirst();
      insert(row, sequence++, form.orElseThrow());
    }
    insert(row, sequence, row);
  }

  /** What must have happened before, or no view would take it. */
  private static List<String> before(String name) {
    if (name.matches("(UpstreamRevocation|AppUninstall|RevocationProbed).*")) {
      return List.of("PortalConnected.v1", "PortalRevoked.v2");
    }
    if (name.matches("Portal(Reconnected|Expired|Revoked).*")) {
      return List.of("PortalConnected.v1");
    }
    return name.matches("(Plan|Features)Changed.*")
        ? List.of("OrganizationRegistered.v1")
        : List.of();
  }

  private static void insert(Row place, int sequence, Row form) {
    TestDatabase.asOwner()
        .sql(
            """
            insert into events.event (aggregate_identifier, sequence_number, type, event_identifier, time_stamp,
                                      payload_type, payload_revision, meta_data, payload, tenant)
            values (:stream, :sequence, 'Golden', :id, timestamptz '2026-03-01 12:00:00Z',
                    :type, nullif(:revision, ''),
                    convert_to('{"organization":"' || :organization || '","actor":"subject-member"}', 'UTF8'),
                    convert_to(:payload, 'UTF8'), :organization)
            """)
        .param("stream", place.stream())
        .param("sequence", sequence)
        .param("id", "golden-" + place.number() + "-" + sequence)
        .param("type", form.type())
        .param("revision", form.revision())
        .param("organization", place.organization())
        .param("payload", place.own(form.payload()))
        .update();
  }

  /** Every segment of every group has read all that stands before the last event. */
  private static void awaitRead() {
    var catchUp = RunningQuerySide.bean(CatchUp.class);
    for (int waits = 0; waits < 12 && !catchUp.await(GoldenReplayTest::isRead); waits++) {}
    assertThat(isRead()).isTrue();
  }

  private static boolean isRead() {
    return TestDatabase.asOwner()
        .sql(
            """
            select coalesce(bool_and((convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint >= (
                     select position from events.event_position join events.event using (txid, global_index)
                      where aggregate_identifier = :stream and sequence_number = 0)), false)
              from events.token_entry
            """)
        .param("stream", END)
        .query(Boolean.class)
        .single();
  }

  /** In one session, in which moments are told in UTC wherever this runs. */
  private static String replayed(List<Row> rows) {
    var session =
        new SingleConnectionDataSource(TestDatabase.url(), "ledger_owner", "ledger_owner", true);
    try {
      var db = JdbcClient.create(session);
      db.sql("set time zone 'UTC'").update();
      return rows.stream().map(row -> replayed(db, row)).collect(Collectors.joining("\n"));
    } finally {
      session.destroy();
    }
  }

  private static String replayed(JdbcClient db, Row row) {
    var views =
        db.sql(
                """
                select view || ' ' || jsonb_strip_nulls(line - 'organization_id' - 'label' - 'attention')
                  from (select 1 as n, 'account' as view, to_jsonb(a) as line from query.client_accounts a
                         where organization_id = :organization
                        union all
                        select 2, 'plan', to_jsonb(p) from query.client_account_plans p where organization_id = :organization
                        union all
                        select 3, 'person', to_jsonb(s) from query.subject_events s where organization_id = :organization
                        union all
                        select 4, 'campaign', to_jsonb(c) from query.campaign_requests c where organization_id = :organization
                        union all
                        select 5, 'trail', to_jsonb(t) from query.audit_trail t where organization_id = :organization) as views
                 order by n, line ->> 'event_id'
                """)
            .param("organization", row.organization())
            .query(String.class)
            .list();
    return row.shared(row.name() + "\n  " + String.join("\n  ", views) + "\n");
  }
}
