package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role may do with recorded history, asked of PostgreSQL itself. */
class AppendOnlyTest {

  private static final String PERMISSION_DENIED = "42501";
  private static final String RAISED_BY_TRIGGER = "P0001";
  private static final String NOT_NULL = "23502";

  private static String database;

  @BeforeAll
  static void recordOneEvent() {
    database = TestServer.migratedDatabase();
    TestServer.as("command_side", database).sql(insert("first", "'{}'")).update();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ledger       | update events.event set payload = ''",
        "ledger       | delete from events.event",
        "ledger       | truncate events.event",
        "command_side | update events.event set payload = ''",
        "command_side | delete from events.event",
        "command_side | truncate events.event",
        "query_side   | update events.event set payload = ''",
        "query_side   | delete from events.event",
        "query_side   | truncate events.event"
      })
  void no_login_of_the_application_rewrites_history(String login, String rewrite) {
    assertRefused(login, rewrite, PERMISSION_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table events.event disable trigger all",
        "drop trigger event_is_append_only on events.event",
        "drop table events.event",
        "create table events.other (id int)",
        "create or replace function events.refuse_rewrite() returns trigger language plpgsql"
            + " as 'begin return null; end'"
      })
  void no_login_of_the_application_takes_the_protection_away(String change) {
    assertRefused("ledger", change, PERMISSION_DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update events.event set payload = ''",
        "update events.event set payload = '' where false",
        "delete from events.event",
        "truncate events.event"
      })
  void not_even_the_owner_rewrites_history_by_mistake(String rewrite) {
    assertRefused("ledger_owner", rewrite, RAISED_BY_TRIGGER);
  }

  @Test
  void the_query_side_reads_events_and_records_none() {
    var events =
        TestServer.as("query_side", database)
            .sql("select count(*) from events.event")
            .query(Long.class)
            .single();

    assertThat(events).isPositive();
    assertRefused("query_side", insert("from-query-side", "'{}'"), PERMISSION_DENIED);
  }

  @Test
  void an_event_without_metadata_is_refused_since_it_would_stop_every_reader() {
    assertRefused("command_side", insert("bare", "null"), NOT_NULL);
  }

  private static String insert(String stream, String metaData) {
    return """
    insert into events.event
      (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload,
       payload_type, time_stamp)
    values ('%1$s', 0, 'Test', '%1$s', %2$s, '{}', 'test', '2026-03-01T12:00:00Z')
    """
        .formatted(stream, metaData);
  }

  private static void assertRefused(String login, String sql, String sqlState) {
    assertThatThrownBy(() -> TestServer.as(login, database).sql(sql).update())
        .rootCause()
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }
}
