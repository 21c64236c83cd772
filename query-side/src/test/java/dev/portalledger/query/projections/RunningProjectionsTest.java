package dev.portalledger.query.projections;

import static dev.portalledger.query.Samples.ACME;
import static dev.portalledger.query.Samples.connected;
import static dev.portalledger.query.Samples.minutesLater;
import static dev.portalledger.query.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.events.connection.ExpiryCause;
import dev.portalledger.events.connection.PortalExpired;
import dev.portalledger.events.connection.PortalId;
import dev.portalledger.events.organization.Plan;
import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.util.List;
import java.util.Map;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

class RunningProjectionsTest {

  private final JdbcClient db = JdbcClient.create(TestDatabase.asQuerySide());
  private final CatchUp catchUp = RunningQuerySide.bean(CatchUp.class);

  @Test
  void a_recorded_event_is_shown_without_being_asked_for() {
    var portal = new PortalId(70_001);
    RunningQuerySide.record("portal-70001", 0, connected(ACME, portal));

    assertThat(catchUp.await(() -> versionOf(70_001) == 0)).isTrue();
    assertThat(catchUp.await(() -> entriesOf(70_001) == 1)).isTrue();
  }

  @Test
  void a_bad_event_is_parked_with_the_rest_of_its_stream_and_holds_up_nobody_else() {
    RunningQuerySide.record("portal-70002", 0, deathOf(70_002));
    RunningQuerySide.record("portal-70002", 1, connected(ACME, new PortalId(70_002)));
    RunningQuerySide.record("portal-70003", 0, connected(ACME, new PortalId(70_003)));

    assertThat(catchUp.await(() -> versionOf(70_003) == 0)).isTrue();
    assertThat(catchUp.await(() -> parked("portal-70002").size() == 2)).isTrue();
    assertThat(versionOf(70_002)).isEqualTo(-1);
    assertThat(parked("portal-70002").getFirst().get("cause_type"))
        .isEqualTo("IllegalStateException");
    assertThat(parked("portal-70002").getFirst().get("cause_message")).isEqualTo("");
    assertThat(RunningQuerySide.bean(ParkedEvents.class).health().getStatus())
        .isEqualTo(new Status("DEGRADED"));
    letGo("portal-70002");
  }

  @Test
  void an_event_that_the_database_refuses_is_parked_too() {
    block("client_accounts", 70_004);
    RunningQuerySide.record("portal-70004", 0, connected(ACME, new PortalId(70_004)));
    RunningQuerySide.record("portal-70005", 0, connected(ACME, new PortalId(70_005)));

    assertThat(catchUp.await(() -> versionOf(70_005) == 0)).isTrue();
    assertThat(catchUp.await(() -> parked("portal-70004").size() == 1)).isTrue();
    assertThat(parked("portal-70004").getFirst().get("cause_type")).isEqualTo("SQLSTATE 23514");

    unblock("client_accounts");
    RunningQuerySide.bean(ParkedEvents.class).tryAgain("client-accounts");

    assertThat(versionOf(70_004)).isZero();
    assertThat(parked("portal-70004")).isEmpty();
  }

  @Test
  void a_rebuild_from_the_first_event_gives_the_same_rows() {
    RunningQuerySide.record("org-rebuilt", 0, registered(ACME, Plan.ULTIMATE));
    RunningQuerySide.record("portal-70006", 0, connected(ACME, new PortalId(70_006)));
    assertThat(catchUp.await(() -> versionOf(70_006) == 0)).isTrue();
    assertThat(catchUp.await(() -> entriesOf(70_006) == 1)).isTrue();
    var accounts = rows("client_accounts", "organization_id, portal_id");
    var trail = rows("audit_trail", "event_id");

    rebuild("client-accounts");
    rebuild("audit-trail");
    RunningQuerySide.record("portal-70007", 0, connected(ACME, new PortalId(70_007)));
    assertThat(catchUp.await(() -> versionOf(70_007) == 0 && entriesOf(70_007) == 1)).isTrue();

    assertThat(rows("client_accounts", "organization_id, portal_id")).isEqualTo(accounts);
    assertThat(rows("audit_trail", "event_id")).isEqualTo(trail);
  }

  private void rebuild(String group) {
    var processor =
        RunningQuerySide.bean(EventProcessingConfiguration.class)
            .eventProcessor(group, StreamingEventProcessor.class)
            .orElseThrow();
    processor.shutDown();
    processor.resetTokens(source -> source.createTailToken());
    // From the first event, as a projection that has never run.
    db.sql(
            "update events.token_entry set token = null, token_type = null where processor_name = :g")
        .param("g", group)
        .update();
    assertThat(rows(group.replace('-', '_'), "1")).isEmpty();
    processor.start();
  }

  private List<Map<String, Object>> rows(String table, String order) {
    return db
        .sql(
            "select * from query."
                + table
                + " where portal_id between 70000 and 70006 order by "
                + order)
        .query()
        .listOfRows()
        .stream()
        .map(RunningProjectionsTest::comparable)
        .toList();
  }

  private static Map<String, Object> comparable(Map<String, Object> row) {
    row.replaceAll((column, value) -> String.valueOf(value));
    return row;
  }

  private long versionOf(long portal) {
    return db.sql(
            "select coalesce(max(version), -1) from query.client_accounts where portal_id = :portal")
        .param("portal", portal)
        .query(Long.class)
        .single();
  }

  private long entriesOf(long portal) {
    return db.sql("select count(*) from query.audit_trail where portal_id = :portal")
        .param("portal", portal)
        .query(Long.class)
        .single();
  }

  private List<Map<String, Object>> parked(String stream) {
    return db.sql(
            """
            select cause_type, cause_message from events.dead_letter_entry
             where processing_group = 'client-accounts' and sequence_identifier = :stream order by sequence_index
            """)
        .param("stream", stream)
        .query()
        .listOfRows();
  }

  private void letGo(String stream) {
    db.sql("delete from events.dead_letter_entry where sequence_identifier = :stream")
        .param("stream", stream)
        .update();
  }

  private static void block(String table, long portal) {
    TestDatabase.asOwner()
        .sql(
            "alter table query."
                + table
                + " add constraint blocked check (portal_id <> "
                + portal
                + ")")
        .update();
  }

  private static void unblock(String table) {
    TestDatabase.asOwner().sql("alter table query." + table + " drop constraint blocked").update();
  }

  private static PortalExpired deathOf(long portal) {
    return new PortalExpired(
        new PortalId(portal), ACME, 1, ExpiryCause.GRANT_DEAD, minutesLater(1));
  }
}
