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
import java.util.stream.Stream;
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
  void a_projection_does_not_wait_for_the_disk() {
    TestDatabase.asOwner()
        .sql(
            """
            create table query.seen_at_commit (setting text);
            create function query.see() returns trigger language plpgsql security definer as $$
              begin
                insert into query.seen_at_commit values (current_setting('synchronous_commit'));
                return new;
              end $$;
            create trigger see after insert on query.client_accounts
              for each row when (new.portal_id = 70099) execute function query.see();
            """)
        .update();

    RunningQuerySide.record("portal-70099", 0, connected(ACME, new PortalId(70_099)));

    assertThat(catchUp.await(() -> versionOf(70_099) == 0)).isTrue();
    assertThat(
            TestDatabase.asOwner()
                .sql("select setting from query.seen_at_commit")
                .query(String.class)
                .list())
        .containsExactly("off");
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
  void one_bad_event_among_many_that_come_together_is_parked_alone() {
    stop("client-accounts");
    block("client_accounts", 71_020);
    for (int portal = 71_000; portal < 71_040; portal++) {
      RunningQuerySide.record("portal-" + portal, 0, connected(ACME, new PortalId(portal)));
      RunningQuerySide.record("portal-" + portal, 1, deathOf(portal));
    }
    processor("client-accounts").start();

    assertThat(catchUp.await(() -> countOf(71_000, 71_039, 1) == 39)).isTrue();
    assertThat(catchUp.await(() -> parked("portal-71020").size() == 2)).isTrue();
    assertThat(parked("portal-71020").getFirst().get("cause_type")).isEqualTo("SQLSTATE 23514");
    assertThat(parkedOf("portal-710%")).containsExactly("portal-71020");

    unblock("client_accounts");
    RunningQuerySide.bean(ParkedEvents.class).tryAgain("client-accounts");

    assertThat(countOf(71_000, 71_039, 1)).isEqualTo(40);
    assertThat(parkedOf("portal-710%")).isEmpty();
  }

  @Test
  void a_parked_event_that_is_bad_for_ever_does_not_keep_others_from_being_tried_again() {
    RunningQuerySide.record("portal-70020", 0, deathOf(70_020));
    assertThat(catchUp.await(() -> parked("portal-70020").size() == 1)).isTrue();
    block("client_accounts", 70_021);
    RunningQuerySide.record("portal-70021", 0, connected(ACME, new PortalId(70_021)));
    assertThat(catchUp.await(() -> parked("portal-70021").size() == 1)).isTrue();
    unblock("client_accounts");

    RunningQuerySide.bean(ParkedEvents.class).tryAgain("client-accounts");

    assertThat(versionOf(70_021)).isZero();
    assertThat(parkedOf("portal-7002_")).containsExactly("portal-70020");
    letGo("portal-70020");
  }

  @Test
  void an_event_of_unknown_type_is_parked_once_in_every_group_with_the_rest_of_its_stream() {
    RunningQuerySide.recordUnknown("portal-70032", 0);
    RunningQuerySide.record("portal-70032", 1, connected(ACME, new PortalId(70_032)));
    List<String> groups = RunningQuerySide.bean(Projections.class).groups();

    // The others have no use for what comes after it.
    var hearOfPortals = List.of("audit-trail", "campaigns", "client-accounts");
    int letters = groups.size() + hearOfPortals.size();

    assertThat(groups).containsAll(hearOfPortals);
    assertThat(catchUp.await(() -> lettersOf("portal-70032").size() == letters)).isTrue();
    assertThat(lettersOf("portal-70032"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    groups.stream().map(group -> group + " UnknownType"),
                    hearOfPortals.stream().map(group -> group + " null"))
                .toList());
    assertThat(versionOf(70_032)).isEqualTo(-1);
    assertThat(payloadOfFirstLetterOf("portal-70032"))
        .as("kept as it came, for a version that knows it")
        .isEqualTo("portal-connection.lent 1 {\"to\":\"somebody\"}");
    letGo("portal-70032");
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

    catchUp.await(() -> rows("client_accounts", "1").size() == accounts.size());
    assertThat(rows("client_accounts", "organization_id, portal_id")).isEqualTo(accounts);
    catchUp.await(() -> rows("audit_trail", "1").size() == trail.size());
    assertThat(rows("audit_trail", "event_id")).isEqualTo(trail);
  }

  private void rebuild(String group) {
    StreamingEventProcessor processor = stop(group);
    processor.resetTokens(source -> source.createTailToken());
    // From the first event, as a projection that has never run.
    db.sql(
            "update events.token_entry set token = null, token_type = null where processor_name = :g")
        .param("g", group)
        .update();
    assertThat(rows(group.replace('-', '_'), "1")).isEmpty();
    processor.start();
  }

  private static StreamingEventProcessor stop(String group) {
    StreamingEventProcessor processor = processor(group);
    processor.shutDown();
    return processor;
  }

  private static StreamingEventProcessor processor(String group) {
    return RunningQuerySide.bean(EventProcessingConfiguration.class)
        .eventProcessor(group, StreamingEventProcessor.class)
        .orElseThrow();
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

  private List<String> parkedOf(String streams) {
    return db.sql(
            """
            select distinct sequence_identifier from events.dead_letter_entry
             where processing_group = 'client-accounts' and sequence_identifier like :streams
            """)
        .param("streams", streams)
        .query(String.class)
        .list();
  }

  private List<String> lettersOf(String stream) {
    return db.sql(
            """
            select concat(processing_group, ' ', coalesce(cause_type, 'null')) from events.dead_letter_entry
             where sequence_identifier = :stream
            """)
        .param("stream", stream)
        .query(String.class)
        .list();
  }

  private long countOf(long from, long to, long version) {
    return db.sql(
            """
            select count(*) from query.client_accounts where portal_id between :from and :to and version = :version
            """)
        .param("from", from)
        .param("to", to)
        .param("version", version)
        .query(Long.class)
        .single();
  }

  private String payloadOfFirstLetterOf(String stream) {
    return db.sql(
            """
            select payload_type || ' ' || payload_revision || ' ' || convert_from(payload, 'UTF8')
              from events.dead_letter_entry
             where processing_group = 'client-accounts' and sequence_identifier = :stream
             order by sequence_index limit 1
            """)
        .param("stream", stream)
        .query(String.class)
        .single();
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
