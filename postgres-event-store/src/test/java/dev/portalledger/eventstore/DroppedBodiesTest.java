package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.Store.Counted;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of an event whose body was dropped, and who may drop one. */
class DroppedBodiesTest {

  private static final String DROP = "select events.drop_bodies(array['old'])";

  /** Would stumble over a body that is not there. */
  static final class Rewriting extends SingleEventUpcaster {

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
      return event.getType().getName().equals("test.counted");
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
      return event.upcastPayload(
          event.getType(), tools.jackson.databind.JsonNode.class, body -> body);
    }
  }

  private Store store;
  private JdbcClient owner;

  @BeforeEach
  void three_events_of_two_streams() {
    store = new Store(TestServer.migratedDatabase(), Store.COUNTED, new Rewriting());
    owner = TestServer.as("ledger_owner", store.database);
    store.append("old", 0, new Counted(1));
    store.append("young", 0, new Counted(2));
    store.append("old", 1, new Counted(3));
    store.sequence();
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void nothing_of_the_body_is_left_but_its_hash() {
    var before = owner.sql(OLD.formatted("sha256(payload)", "sha256(meta_data)")).query();
    var hashes = before.listOfRows();

    assertThat(owner.sql(DROP).query(Long.class).single()).isEqualTo(2);

    assertThat(owner.sql(OLD.formatted("payload_hash", "meta_data_hash")).query().listOfRows())
        .isEqualTo(hashes);
    assertThat(
            owner
                .sql("select encode(payload || meta_data, 'escape') from events.event")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("", "", "{\"number\":2}{}");
    assertThat(owner.sql(DROP).query(Long.class).single()).as("again").isZero();
  }

  private static final String OLD =
      """
      select event_identifier, aggregate_identifier, sequence_number, type, payload_type, payload_revision, time_stamp,
             txid, global_index, encode(%s, 'hex') as payload, encode(%s, 'hex') as metadata
        from events.event where aggregate_identifier = 'old' order by sequence_number
      """;

  @Test
  void a_reader_gets_it_at_its_place_and_is_told_that_it_was_dropped() {
    var before = store.engine.after(0).map(event -> event.getIdentifier()).toList();

    owner.sql(DROP).query(Long.class).single();

    var read = store.engine.after(0).toList();
    assertThat(read).extracting(event -> event.getIdentifier()).isEqualTo(before);
    assertThat(read)
        .extracting(event -> (Object) event.getPayload())
        .containsExactly(
            new DroppedEvent("test.counted", "1"),
            new Counted(2),
            new DroppedEvent("test.counted", "1"));
    assertThat(read).allMatch(event -> event.getMetaData().isEmpty());
    assertThat(read)
        .extracting(event -> ((DomainEventMessage<?>) event).getAggregateIdentifier())
        .containsExactly("old", "young", "old");
  }

  @Test
  void nothing_is_decided_from_a_stream_that_was_dropped_and_others_go_on() {
    owner.sql(DROP).query(Long.class).single();

    assertThatThrownBy(() -> store.engine.readEvents("old", 0).next())
        .isInstanceOf(StreamUnreadable.ForEver.class)
        .hasMessageContaining("old")
        .hasMessageContaining("dropped");
    assertThat(store.engine.lastSequenceNumberFor("old")).contains(1L);
    assertThat(store.engine.readEvents("young", 0).next().getPayload()).isEqualTo(new Counted(2));
  }

  @Test
  void what_was_kept_of_it_beside_the_events_goes_too() {
    Stream.of("old", "young")
        .forEach(
            stream -> {
              owner
                  .sql(
                      """
                      insert into events.dead_letter_entry (
                        dead_letter_identifier, processing_group, sequence_identifier, sequence_index, message_type,
                        event_identifier, time_stamp, payload_type, payload, aggregate_identifier, enqueued_at)
                      values (:stream, 'g', :stream, 0, 'm', 'e', 't', 'p', 'body', :stream, 'now')
                      """)
                  .param("stream", stream)
                  .update();
              owner
                  .sql(
                      """
                      insert into events.snapshot (aggregate_identifier, sequence_number, event_identifier, time_stamp,
                                                   payload_type, meta_data, payload)
                      values (:stream, 0, 'e', now(), 'p', '{}', 'body')
                      """)
                  .param("stream", stream)
                  .update();
            });

    owner.sql(DROP).query(Long.class).single();

    for (String table : new String[] {"dead_letter_entry", "snapshot"}) {
      assertThat(
              owner
                  .sql("select aggregate_identifier from events." + table)
                  .query(String.class)
                  .list())
          .containsExactly("young");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ledger", "command_side", "query_side"})
  void no_login_of_the_application_may_drop(String login) {
    assertThatThrownBy(
            () -> TestServer.as(login, store.database).sql(DROP).query(Long.class).single())
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, denied -> assertThat(denied.getSQLState()).isEqualTo("42501"));
  }

  /** Not even in a transaction that says it drops bodies. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload = 'other'",
        "payload = '', meta_data = ''",
        "payload = '', meta_data = '', dropped_at = now(), payload_hash = sha256('other'), meta_data_hash = sha256(meta_data)",
        "payload = '', meta_data = '', dropped_at = now(), payload_hash = sha256(payload), meta_data_hash = sha256('other')",
        "payload = 'x', meta_data = '', dropped_at = now(), payload_hash = sha256(payload), meta_data_hash = sha256(meta_data)",
        "payload = '', meta_data = 'x', dropped_at = now(), payload_hash = sha256(payload), meta_data_hash = sha256(meta_data)",
        "payload = '', meta_data = '', dropped_at = now(), payload_hash = sha256(payload), meta_data_hash = sha256(meta_data),"
            + " time_stamp = now()",
        "payload = '', meta_data = '', dropped_at = now(), payload_hash = sha256(payload), meta_data_hash = sha256(meta_data),"
            + " payload_type = 'other'"
      })
  void nothing_else_is_ever_done_to_an_event(String change) {
    assertRefused(change + " where aggregate_identifier = 'young'");
  }

  @Test
  void what_was_dropped_does_not_come_back() {
    owner.sql(DROP).query(Long.class).single();

    assertRefused(
        "payload = '{}', meta_data = '{}', dropped_at = null, payload_hash = null, meta_data_hash = null"
            + " where aggregate_identifier = 'old'");
    assertRefused("dropped_at = now() where aggregate_identifier = 'old'");
  }

  private void assertRefused(String change) {
    assertThatThrownBy(
            () ->
                owner
                    .sql(
                        "begin; select set_config('events.dropping_bodies', pg_current_xact_id()::text, true);"
                            + " update events.event set "
                            + change
                            + "; commit")
                    .update())
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> assertThat(refused.getSQLState()).isIn("P0001", "23514"));
  }

  @Test
  void a_body_is_never_empty_while_it_is_there() {
    assertThatThrownBy(() -> store.appendRaw("bare", 0, "test.counted", "1", ""))
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("23514"));
  }
}
