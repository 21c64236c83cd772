package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.eventstore.EventTypes.EventType;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the first version stored is read by this one, in the order it had. */
class VersionOneDataTest {

  record Noted(String text) {}

  private static final EventTypes TYPES =
      EventTypes.of(
          List.of(new EventType("note.noted", "1", Noted.class, List.of("com.acme.NoteNoted"))));

  private static JdbcClient owner;
  private static Store store;

  @BeforeAll
  static void migrate_a_database_of_the_first_version() {
    String database = TestServer.freshDatabase();
    owner = TestServer.as("ledger_owner", database);
    firstVersion(database);
    // Two writers at once: the lower number is of the later message, as it can be.
    recordInFirstVersion("n-1", 0, "2026-03-01T12:00:00.123Z");
    recordInFirstVersion("n-2", 0, "2026-03-01T11:59:59.999Z");
    recordInFirstVersion("n-1", 1, "2026-03-01T12:00:02Z");
    owner
        .sql(
            """
            insert into events.token_entry values
              ('mailbox', 0, '{"index":2,"gaps":[]}',
               'org.axonframework.eventhandling.GapAwareTrackingToken', '2026-03-01T12:00:03Z', null);
            insert into events.dead_letter_entry
              (dead_letter_identifier, processing_group, sequence_identifier, sequence_index, message_type,
               event_identifier, time_stamp, payload_type, payload, enqueued_at)
            values ('d-1', 'mailbox', 'n-2', 0, 'event', 'n-2 0', '2026-03-01T11:59:59.999Z',
                    'com.acme.NoteNoted', '{"text":"n-2 0"}', '2026-03-01T12:00:03Z');
            insert into events.snapshot_event_entry
              (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload, payload_type,
               time_stamp)
            values ('n-1', 0, 'Note', 's-1', '{}', '{}', 'com.acme.Note', '2026-03-01T12:00:00.123Z');
            """)
        .update();

    TestServer.owner(database).migrate("events");

    store =
        new Store(
            database,
            TYPES,
            PositionedEventsConfiguration.renamings(TYPES).toArray(EventUpcaster[]::new));
    store.append("n-2", 1, new Noted("n-2 1"));
    store.sequence();
  }

  private static void firstVersion(String database) {
    Flyway.configure()
        .dataSource(TestServer.url(database), "ledger_owner", "ledger_owner")
        .schemas("events")
        .locations("classpath:db/events")
        .target("1")
        .skipDefaultCallbacks(true)
        .load()
        .migrate();
  }

  private static void recordInFirstVersion(String stream, long sequence, String time) {
    owner
        .sql(
            """
            insert into events.domain_event_entry
              (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload, payload_type,
               time_stamp)
            values (:stream, :sequence, 'Note', :text, '{"actor":"s-1"}',
                    convert_to('{"text":"' || :text || '"}', 'UTF8'), 'com.acme.NoteNoted', :time)
            """)
        .param("stream", stream)
        .param("sequence", sequence)
        .param("text", stream + " " + sequence)
        .param("time", time)
        .update();
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void every_event_has_its_place_in_the_old_order_and_new_ones_stand_behind() {
    assertThat(store.payloads())
        .containsExactly(
            new Noted("n-1 0"), new Noted("n-2 0"), new Noted("n-1 1"), new Noted("n-2 1"));
    assertThat(store.places())
        .extracting(place -> place.get("position"))
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void an_event_of_then_is_whole() {
    List<? extends DomainEventMessage<?>> read = store.engine.readEvents("n-1").asStream().toList();

    assertThat(read).hasSize(2);
    assertThat(read.getFirst().getPayload()).isEqualTo(new Noted("n-1 0"));
    assertThat(read.getFirst().getMetaData()).containsEntry("actor", "s-1");
    assertThat(read.getFirst().getIdentifier()).isEqualTo("n-1 0");
    assertThat(read.getFirst().getType()).isEqualTo("Note");
    assertThat(read.getFirst().getTimestamp()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
  }

  @Test
  void readers_begin_anew_since_their_old_tokens_mean_nothing_here() {
    assertThat(rows("events.token_entry")).isZero();
    assertThat(rows("events.dead_letter_entry")).isZero();
    assertThat(rows("events.snapshot")).isZero();
  }

  private static long rows(String table) {
    return owner.sql("select count(*) from " + table).query(Long.class).single();
  }
}
