package dev.portalledger.events.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

  @ParameterizedTest
  @CsvSource({"PRO, 3", "ULTIMATE, 10"})
  void allows_as_many_seats_as_its_limit_and_not_one_more(Plan plan, int limit) {
    assertThat(plan.limit()).hasValue(limit);
    assertThat(plan.allows(limit)).isTrue();
    assertThat(plan.allows(limit + 1)).isFalse();
  }

  @Test
  void custom_is_unlimited() {
    assertThat(Plan.CUSTOM.limit()).isEmpty();
    assertThat(Plan.CUSTOM.allows(Integer.MAX_VALUE)).isTrue();
  }
}
