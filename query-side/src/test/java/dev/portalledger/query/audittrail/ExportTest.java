package dev.portalledger.query.audittrail;

import static dev.portalledger.query.Samples.HUGO;
import static dev.portalledger.query.Samples.OLIVIA;
import static dev.portalledger.query.Samples.SCOPES;
import static dev.portalledger.query.Samples.minutesLater;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.events.authorization.AttemptId;
import dev.portalledger.events.connection.AuthorizerStanding;
import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.Grant;
import dev.portalledger.events.connection.PortalConnected;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.organization.SeatTaken;
import dev.portalledger.query.FakeIssuer.Account;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import dev.portalledger.query.projections.CatchUp;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The trail as a file, of a running query side. */
class ExportTest {

  private static final OrganizationId ORGANIZATION = new OrganizationId("exporting");
  private static final String EXPORT = "/api/v1/audit-trail/export?format=";
  private static final int PORTALS = 9;

  /** Of each portal three events: it was connected, took a seat, expired. */
  @BeforeAll
  static void a_recorded_and_sealed_history() {
    for (int n = 0; n < PORTALS; n++) {
      var portal = new PortalId(930_000 + n);
      RunningQuerySide.record("portal-" + portal, 0, connected(portal, n), id(n));
      RunningQuerySide.record(
          "org-exporting", n, new SeatTaken(ORGANIZATION, portal, n + 1, minutesLater(n)));
      RunningQuerySide.record("portal-" + portal, 1, expired(portal, n));
    }
    assertThat(
            RunningQuerySide.bean(CatchUp.class)
                .await(() -> lines(export(ORGANIZATION.value(), "jsonl")).size() == 2 * PORTALS))
        .isTrue();
  }

  private static String id(int number) {
    return "930-connected-" + number;
  }

  private static PortalConnected connected(PortalId portal, int minute) {
    var grant = new Grant(1, HUGO, AuthorizerStanding.SUPER_ADMIN, SCOPES, "acme.example");
    return new PortalConnected(
        portal, ORGANIZATION, grant, new AttemptId("exp-" + portal), OLIVIA, minutesLater(minute));
  }

  private static PortalExpired expired(PortalId portal, int minute) {
    return new PortalExpired(
        portal, ORGANIZATION, 1, ExpiryCause.GRANT_DEAD, minutesLater(100 - minute));
  }

  @Test
  void holds_every_entry_in_the_order_of_the_ledger() {
    var lines = lines(export(ORGANIZATION.value(), "jsonl"));

    assertThat(lines)
        .extracting(line -> line.get("index").asLong())
        .as("a seat that is taken has a leaf, and no entry of its own")
        .isEqualTo(
            LongStream.range(0, 3 * PORTALS).filter(index -> index % 3 != 1).boxed().toList());
    assertThat(lines.get(2).get("eventId").asString()).isEqualTo(id(1));
    assertThat(lines.get(2).get("actorName").asString()).isNotEmpty();
    assertThat(lines.get(2).get("checkpointSize").asLong()).isEqualTo(3 * PORTALS);
  }

  @Test
  void every_entry_names_the_leaf_that_its_proof_is_of() {
    var line = lines(export(ORGANIZATION.value(), "ocsf")).get(2);

    var proof = get(ORGANIZATION.value(), "/api/v1/events/" + id(1) + "/proof").body();

    assertThat(proof).contains("index " + line.at("/unmapped/leaf_index").asLong());
    assertThat(line.at("/attestation_list/0/fingerprint/value").asString())
        .isEqualTo(leafOf(id(1)));
    assertThat(proof).contains(line.at("/unmapped/checkpoint_root").asString());
  }

  @Test
  void goes_on_behind_an_index_an_event_or_the_end_of_the_one_before() {
    var all = lines(export(ORGANIZATION.value(), "jsonl"));

    assertThat(lines(export(ORGANIZATION.value(), "jsonl&after=3"))).isEqualTo(tail(all, 3));
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&after=4"))).isEqualTo(tail(all, 3));
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&after=" + id(1)))).isEqualTo(tail(all, 3));
    var whole = export(ORGANIZATION.value(), "jsonl");
    var next = whole.headers().firstValue(ExportApi.NEXT).orElseThrow();
    assertThat(next).isEqualTo(String.valueOf(3 * PORTALS - 1));
    var rest = export(ORGANIZATION.value(), "jsonl&after=" + next);
    assertThat(rest.body()).isEmpty();
    assertThat(rest.headers().firstValue(ExportApi.NEXT)).contains(next);
  }

  @Test
  void narrows_as_the_page_does() {
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&portal=930004"))).hasSize(2);
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&kind=portal-expired"))).hasSize(PORTALS);
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&actor=subject-olivia"))).hasSize(PORTALS);
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&to=2026-03-01T12:02:00Z"))).hasSize(2);
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&from=2026-03-02"))).isEmpty();
    assertThat(lines(export(ORGANIZATION.value(), "jsonl&from=&to=&portal=&kind=")))
        .hasSize(2 * PORTALS);
  }

  @Test
  void is_a_file_to_a_browser() {
    var csv = export(ORGANIZATION.value(), "csv");

    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("exporting-audit-trail.csv");
    assertThat(csv.body().lines()).hasSize(1 + 2 * PORTALS);
  }

  @Test
  void another_organization_gets_nothing_of_it_and_its_events_are_unknown_there() {
    var foreign = export("exporting-nothing", "jsonl&after=" + id(1));
    var unknown = export("exporting-nothing", "jsonl&after=nobody-has-this-one");

    assertThat(export("exporting-nothing", "jsonl").body()).isEmpty();
    assertThat(export("exporting-nothing", "csv").body().lines()).hasSize(1);
    assertThat(foreign.statusCode()).isEqualTo(400).isEqualTo(unknown.statusCode());
    assertThat(withoutTrace(foreign)).isEqualTo(withoutTrace(unknown));
  }

  @Test
  void ends_before_an_event_whose_entry_is_not_written_yet() {
    var late = new OrganizationId("exporting-late");
    for (int n = 0; n < 3; n++) {
      var event = new PortalExpired(new PortalId(931_000 + n), late, 1, cause(), minutesLater(n));
      RunningQuerySide.record("portal-" + (931_000 + n), 0, event, "931-" + n);
    }
    assertThat(
            RunningQuerySide.bean(CatchUp.class)
                .await(() -> lines(export(late.value(), "jsonl")).size() == 3))
        .isTrue();
    db().sql("delete from query.audit_trail where event_id = '931-1'").update();

    var part = export(late.value(), "jsonl");

    assertThat(lines(part))
        .extracting(line -> line.get("eventId").asString())
        .containsOnly("931-0");
    assertThat(part.headers().firstValue(ExportApi.NEXT)).contains("0");
  }

  @Test
  @DisplayName("an export that fails on its way is cut off, and whoever receives it is told")
  void one_that_fails_on_its_way_is_cut_off() {
    db().sql(
            """
            insert into sealing.leaf (organization, index, position, event_id, hash)
            select 'exporting-cut', n, 900000000 + n, 'cut-' || n, sha256('x') from generate_series(0, 4999) as n;
            insert into sealing.checkpoint (organization, size, note)
            values ('exporting-cut', 5000, E'ledger.test/org/exporting-cut\\n5000\\nroot\\n\\n');
            insert into query.audit_trail (event_id, occurred_at, organization_id, kind, actor, scopes, missing_scopes,
                                           features, cause, portal_id)
            select 'cut-' || n, timestamptz '2026-03-01 12:00:00Z' + n * interval '1 second', 'exporting-cut',
                   case n when 4500 then 'gossip' else 'portal-expired' end, 'system', '{}', '{}', '{}', 'GRANT_DEAD', 1
              from generate_series(0, 4999) as n
            """)
        .update();

    assertThatThrownBy(() -> export("exporting-cut", "jsonl"))
        .as("the end never comes")
        .hasRootCauseInstanceOf(java.io.EOFException.class);
    assertThat(lines(export("exporting-cut", "jsonl&after=4500"))).hasSize(499);
  }

  private static ExpiryCause cause() {
    return ExpiryCause.GRANT_DEAD;
  }

  private static org.springframework.jdbc.core.simple.JdbcClient db() {
    return TestDatabase.asOwner();
  }

  private static String leafOf(String event) {
    return db().sql("select encode(hash, 'hex') from sealing.leaf where event_id = :event")
        .param("event", event)
        .query(String.class)
        .single();
  }

  private static List<JsonNode> tail(List<JsonNode> lines, int from) {
    return lines.subList(from, lines.size());
  }

  private static String withoutTrace(HttpResponse<String> answer) {
    return answer.body().replaceFirst("\"traceId\":\"[0-9a-f]+\"", "");
  }

  private static List<JsonNode> lines(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().lines().map(JsonMapper.shared()::readTree).toList();
  }

  private static HttpResponse<String> export(String organization, String query) {
    return get(organization, EXPORT + query);
  }

  private static HttpResponse<String> get(String organization, String address) {
    var account = new Account("auditor", "Ada Auditor", organization, List.of("AUDITOR"));
    return RunningQuerySide.browser()
        .get(address, Map.of("Authorization", "Bearer " + RunningQuerySide.ISSUER.bearer(account)));
  }
}
