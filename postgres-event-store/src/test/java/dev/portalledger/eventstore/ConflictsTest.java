package dev.portalledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictsTest {

  private final Conflicts conflicts = new Conflicts();

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"23505", "40P01", "40001"})
  void a_duplicate_key_a_deadlock_and_a_serialization_failure_are_lost_races(String sqlState) {
    assertThat(conflicts.isDuplicateKeyViolation(new SQLException("lost", sqlState))).isTrue();
  }

  @Test
  void a_lost_race_is_seen_however_deep_it_is_wrapped() {
    var cause = new SQLException("duplicate key", "23505");
    var batch = new BatchUpdateException("batch", "00000", new int[0], cause);

    assertThat(conflicts.isDuplicateKeyViolation(new IllegalStateException(batch))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"08006", "42501", "57014", "53300", "23502"})
  void an_outage_or_a_bug_is_no_lost_race(String sqlState) {
    assertThat(conflicts.isDuplicateKeyViolation(new SQLException("broken", sqlState))).isFalse();
  }

  @Test
  void a_failure_without_a_state_is_no_lost_race() {
    assertThat(conflicts.isDuplicateKeyViolation(new SQLException("broken"))).isFalse();
    assertThat(conflicts.isDuplicateKeyViolation(new IllegalStateException())).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"23505", "22021", "40P01", "55P03"})
  void what_the_database_refuses_is_rolled_back_for_sure(String sqlState) {
    assertThat(Conflicts.isRefusal(new IllegalStateException(new SQLException("no", sqlState))))
        .isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"08006", "57P01", "58030", "XX000", ""})
  void whether_a_broken_session_committed_is_not_known(String sqlState) {
    assertThat(Conflicts.isRefusal(new SQLException("gone", sqlState))).isFalse();
    assertThat(Conflicts.isRefusal(new IllegalStateException())).isFalse();
  }
}
