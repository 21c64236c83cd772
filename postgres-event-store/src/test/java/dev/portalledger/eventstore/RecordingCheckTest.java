package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.eventstore.RecordingCheck.Facts;
import org.junit.jupiter.api.Test;

/** Events are recorded in one place; a process that would record them in another does not start. */
class RecordingCheckTest {

  @Test
  void rows_that_could_not_be_prepared_stop_a_start_with_axon_server_only() {
    var facts = new Facts(true, false, 0);

    assertThat(RecordingCheck.problems(facts, true))
        .singleElement()
        .asString()
        .contains("max_prepared_transactions is 0", "restart PostgreSQL");
    assertThat(RecordingCheck.problems(facts, false)).isEmpty();
  }

  @Test
  void events_that_are_axon_servers_stop_a_start_that_would_record_here() {
    var facts = new Facts(true, true, 20);

    assertThat(RecordingCheck.problems(facts, false))
        .singleElement()
        .asString()
        .contains("ledger.event-store=axon-server");
    assertThat(RecordingCheck.problems(facts, true)).isEmpty();
  }

  @Test
  void who_only_reads_starts_either_way() {
    assertThat(RecordingCheck.problems(new Facts(false, true, 0), false)).isEmpty();
    assertThat(RecordingCheck.problems(new Facts(false, true, 0), true)).isEmpty();
  }

  @Test
  void the_database_is_asked() {
    var database = TestServer.migratedDatabase();
    assertThatCode(() -> RecordingCheck.require(TestServer.as("command_side", database), false))
        .doesNotThrowAnyException();

    TestServer.as("ledger_owner", database).sql("update events.copied set token = 7").update();

    assertThatThrownBy(() -> RecordingCheck.require(TestServer.as("command_side", database), false))
        .isInstanceOf(DatabaseUnfit.class);
    assertThatCode(() -> RecordingCheck.require(TestServer.as("query_side", database), false))
        .doesNotThrowAnyException();
  }
}
