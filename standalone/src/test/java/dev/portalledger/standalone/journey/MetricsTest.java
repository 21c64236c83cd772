package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.standalone.World;
import java.util.Map;
import java.util.UUID;
import java.util.function.DoublePredicate;
import org.axonframework.config.EventProcessingConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see: the figures say how things stand, and nothing of whose they are. */
class MetricsTest {

  private static final JdbcClient DB = World.get().db();
  private static final Map<String, String> NONE = Map.of();

  private static Agency agency;
  private static long portal;

  @BeforeAll
  static void an_agency_with_a_portal() {
    agency = Agency.on("CUSTOM");
    portal = Agency.newPortal();
    agency.connect(portal);
  }

  @Test
  void attempts_are_counted_by_how_they_ended() {
    var before = Figures.now();
    agency.connect(Agency.newPortal());
    var other = Agency.newPortal();
    agency.arrive(agency.decide(agency.setOut(), Agency.adminOf(other), other, "deny"));

    assertRose(before, "ledger_attempts_total", Map.of("outcome", "connected"), 1);
    assertRose(before, "ledger_attempts_total", Map.of("outcome", "denied"), 1);
    assertRose(before, "ledger_attempts_total", Map.of("outcome", "failed"), 0);
  }

  @Test
  void events_are_counted_by_type_and_as_they_get_their_position() {
    var before = Figures.now();
    agency.connect(Agency.newPortal());

    assertRose(before, "ledger_events_appended_total", Map.of("type", "PortalConnected"), 1);
    assertRose(before, "ledger_events_appended_total", Map.of("type", "SeatTaken"), 1);
    becomes(
        "ledger_events_positioned_total",
        NONE,
        now -> now >= before.sum("ledger_events_positioned_total", NONE) + 3);
    becomes("ledger_events_positioned_total", NONE, now -> now == lastPosition());
  }

  private static double lastPosition() {
    return DB.sql("select position from events.sequencer").query(Double.class).single();
  }

  @Test
  void a_refresh_is_counted_by_what_hubspot_answered() {
    var before = Figures.now();
    DB.sql(
            "update command.credential set access_expires_at = clock_timestamp() where portal_id = ?")
        .param(portal)
        .update();
    var lease =
        agency.owner.json(
            "POST",
            "/api/v1/portals/%d/leases".formatted(portal),
            "{\"purpose\": \"IMPLEMENTATION\", \"reason\": \"figures\"}");

    assertThat(lease.status()).as(lease.body()).isEqualTo(201);
    assertRose(before, "ledger_refreshes_total", Map.of("outcome", "granted"), 1);
  }

  @Test
  void once_all_is_read_and_sealed_nothing_lags() {
    for (var name :
        new String[] {
          "ledger_sequencer_waiting_events",
          "ledger_sequencer_lag_seconds",
          "ledger_projection_unread_events",
          "ledger_projection_lag_seconds",
          "ledger_projection_parked_events",
          "ledger_sealing_unsealed_events",
          "ledger_sealing_lag_seconds",
          "ledger_signer_unsigned_events",
          "ledger_signer_refused"
        }) {
      becomes(name, NONE, now -> now == 0);
    }
    becomes("ledger_signer_silent_seconds", NONE, now -> now > 0 && now < 60);
    becomes("ledger_signer_checkpoint_age_seconds", NONE, now -> now > 0);
    assertThat(Figures.now().all())
        .filteredOn(figure -> figure.name().equals("ledger_projection_running"))
        .hasSizeGreaterThan(3)
        .allMatch(figure -> figure.value() == 1);
  }

  @Test
  void what_a_projection_that_stands_still_has_not_read_shows_as_its_lag() {
    var projection = Map.of("projection", "audit-trail");
    var processor =
        World.get()
            .product()
            .getBean(EventProcessingConfiguration.class)
            .eventProcessor("audit-trail")
            .orElseThrow();
    processor.shutDown();
    try {
      agency.connect(Agency.newPortal());
      becomes("ledger_projection_running", projection, now -> now == 0);
      becomes("ledger_projection_unread_events", projection, now -> now >= 3);
      becomes("ledger_projection_lag_seconds", projection, now -> now > 0);
    } finally {
      processor.start();
    }
    becomes("ledger_projection_running", projection, now -> now == 1);
    becomes("ledger_projection_unread_events", projection, now -> now == 0);
    becomes("ledger_projection_lag_seconds", projection, now -> now == 0);
  }

  @Test
  void an_event_that_was_put_aside_is_seen() {
    var projection = Map.of("projection", "audit-trail");
    DB.sql(
            """
            insert into events.dead_letter_entry (dead_letter_identifier, processing_group, sequence_identifier,
              sequence_index, message_type, event_identifier, time_stamp, payload_type, payload, enqueued_at,
              processing_started)
            select 'figures', 'audit-trail', 'nobody', 0, '', '', now, '', '', now, now
              from to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now
            """)
        .update();
    becomes("ledger_projection_parked_events", projection, now -> now == 1);
    DB.sql("delete from events.dead_letter_entry where dead_letter_identifier = 'figures'")
        .update();
    becomes("ledger_projection_parked_events", projection, now -> now == 0);
  }

  @Test
  void a_connection_that_was_not_confirmed_in_time_is_unproven() {
    becomes("ledger_connections_live", NONE, now -> now >= 1);
    becomes("ledger_connections_unproven", NONE, now -> now == 0);
    proven("- interval '3 days'");
    becomes("ledger_connections_unproven", NONE, now -> now == 1);
    proven("+ interval '3 days'");
    becomes("ledger_connections_unproven", NONE, now -> now == 0);
  }

  @Test
  void the_guard_and_what_it_holds_are_seen() {
    DB.sql("update command.ending_guard set open_since = clock_timestamp()").update();
    held("clock_timestamp()");
    becomes("ledger_guard_open", NONE, now -> now == 1);
    becomes("ledger_guard_held", NONE, now -> now == 1);
    held("null");
    DB.sql("update command.ending_guard set open_since = null").update();
    becomes("ledger_guard_open", NONE, now -> now == 0);
    becomes("ledger_guard_held", NONE, now -> now == 0);
  }

  @Test
  void the_outbox_tells_how_many_wait_and_for_how_long() {
    var younger = pendingSince("1 hour");
    var oldest = pendingSince("2 days");
    becomes("ledger_revocations_pending", NONE, now -> now >= 2);
    becomes("ledger_revocations_oldest_seconds", NONE, now -> now >= 2 * 86_400);
    confirm(oldest);
    becomes("ledger_revocations_oldest_seconds", NONE, now -> now < 2 * 86_400);
    confirm(younger);
  }

  private static UUID pendingSince(String ago) {
    var credential = UUID.randomUUID();
    DB.sql(
            """
            insert into command.revocation (credential_id, organization_id, reason, next_at, created_at)
            values (:id, 'nobody', 'NOT_TAKEN', clock_timestamp() + interval '1 day',
                    clock_timestamp() - cast(:ago as interval))
            """)
        .param("id", credential)
        .param("ago", ago)
        .update();
    return credential;
  }

  private static void confirm(UUID credential) {
    DB.sql("update command.revocation set status = 'CONFIRMED' where credential_id = ?")
        .param(credential)
        .update();
  }

  @Test
  void a_view_that_differs_from_what_the_events_give_is_seen() {
    var view = Map.of("view", "client-accounts");
    DB.sql(
            """
            insert into replay.rebuild (read_model, kind, state, ended_at, differing)
            values ('client-accounts', 'CHECK', 'DONE', clock_timestamp(), 3)
            """)
        .update();
    becomes("ledger_view_differing_rows", view, now -> now == 3);
    becomes("ledger_view_checked_seconds", view, now -> now < 60);
    DB.sql("delete from replay.rebuild where read_model = 'client-accounts' and differing = 3")
        .update();
    becomes("ledger_view_differing_rows", view, now -> now != 3);
  }

  @Test
  void a_rebuild_that_is_under_way_is_seen() {
    var view = Map.of("view", "client-accounts");
    var claimed =
        """
        insert into replay.rebuild (read_model, kind, state, owner, claimed_until)
        values ('client-accounts', 'REBUILD', 'RUNNING', 'nobody', clock_timestamp() + interval '1 hour')
        """;
    DB.sql(claimed).update();
    becomes("ledger_view_rebuilding", view, now -> now == 1);
    DB.sql("delete from replay.rebuild where owner = 'nobody'").update();
    becomes("ledger_view_rebuilding", view, now -> now == 0);
  }

  @Test
  void no_figure_tells_whose_it_is() {
    var figures = Figures.now();
    assertThat(figures.words())
        .contains("ledger_attempts_total{outcome=\"connected\"")
        .doesNotContain(agency.id, String.valueOf(portal), "@", "Bearer", "sandbox-secret");
    assertThat(figures.all())
        .filteredOn(figure -> figure.name().startsWith("ledger_"))
        .hasSizeGreaterThan(40)
        .allSatisfy(
            figure ->
                assertThat(figure.tags().values()).allMatch(tag -> tag.matches("[A-Za-z_-]+")));
  }

  private static void proven(String shift) {
    DB.sql(
            "update proof.connection set proven_at = proven_at %s where portal_id = ?"
                .formatted(shift))
        .param(portal)
        .update();
  }

  private static void held(String since) {
    DB.sql("update proof.connection set held_since = %s where portal_id = ?".formatted(since))
        .param(portal)
        .update();
  }

  private static void assertRose(Figures before, String name, Map<String, String> tags, double by) {
    assertThat(Figures.now().sum(name, tags) - before.sum(name, tags))
        .as("%s %s", name, tags)
        .isEqualTo(by);
  }

  private static void becomes(String name, Map<String, String> tags, DoublePredicate expected) {
    Eventually.holds(
        () ->
            assertThat(Figures.now().sum(name, tags))
                .as("%s %s", name, tags)
                .matches(expected::test));
  }
}
