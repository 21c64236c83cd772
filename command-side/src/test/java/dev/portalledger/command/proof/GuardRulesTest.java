package dev.portalledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.proof.GuardRules.Living;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardRulesTest {

  @ParameterizedTest
  @CsvSource({"0,10", "199,10", "200,10", "220,11", "1000,50", "100000,5000"})
  void ten_may_end_at_once_or_one_in_twenty(int connections, int limit) {
    assertThat(GuardRules.limit(connections, connections)).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({"100000,0,10", "100000,10,10", "100000,800,800", "1000,800,50"})
  void but_no_more_than_hubspot_confirmed_in_the_same_time(
      int connections, int confirmed, int limit) {
    assertThat(GuardRules.limit(connections, confirmed)).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({"9,991,true", "49,951,true", "50,950,false", "9,1,true", "10,0,false"})
  void those_that_ended_count_among_the_connections_too(int ended, int alive, boolean oneMore) {
    assertThat(GuardRules.oneMore(ended, new Living(alive, alive))).isEqualTo(oneMore);
  }

  @ParameterizedTest
  @CsvSource({"10,20,5,true", "11,20,5,false", "30,620,30,true", "30,620,29,false"})
  void hubspot_is_believed_again_when_as_few_are_held(
      int held, int alive, int confirmed, boolean close) {
    assertThat(GuardRules.mayClose(held, new Living(alive, confirmed))).isEqualTo(close);
  }

  @ParameterizedTest
  @CsvSource({"10", "49", "50", "4999"})
  void no_decision_needs_more_of_them_than_are_counted(int dead) {
    int alive = GuardRules.aliveThatMatter(dead);
    int confirmed = GuardRules.confirmedThatMatter(dead);

    assertThat(GuardRules.oneMore(dead, new Living(alive, confirmed))).isTrue();
    assertThat(GuardRules.mayClose(dead, new Living(alive, confirmed))).isTrue();
  }
}
