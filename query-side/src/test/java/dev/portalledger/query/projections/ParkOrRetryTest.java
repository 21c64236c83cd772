package dev.portalledger.query.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParkOrRetryTest {

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57014", "57P01"})
  void a_database_in_trouble_is_no_fault_of_the_event(String state) {
    assertThat(ParkOrRetry.isDatabaseTrouble(wrapped(new SQLException("text", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "23502", "23505", "42P01"})
  void a_refused_row_is_the_event_s_fault(String state) {
    assertThat(ParkOrRetry.isDatabaseTrouble(wrapped(new SQLException("text", state)))).isFalse();
  }

  @Test
  void a_pool_without_connections_is_trouble_too() {
    assertThat(ParkOrRetry.isDatabaseTrouble(wrapped(new SQLTransientConnectionException("none"))))
        .isTrue();
  }

  @Test
  void only_a_code_is_kept_of_what_went_wrong() {
    assertThat(ParkOrRetry.code(wrapped(new SQLException("row of olivia@acme.test", "23502"))))
        .isEqualTo("SQLSTATE 23502");
    assertThat(ParkOrRetry.code(wrapped(new IllegalStateException("olivia@acme.test"))))
        .isEqualTo("IllegalStateException");
  }

  private static RuntimeException wrapped(Exception cause) {
    return new RuntimeException("outer", cause);
  }
}
