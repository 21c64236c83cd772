package dev.portalledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardRulesTest {

  @ParameterizedTest
  @CsvSource({"0,10", "199,10", "200,10", "220,11", "1000,50", "100000,5000"})
  void ten_may_end_at_once_or_one_in_twenty(int connections, int limit) {
    assertThat(GuardRules.limit(connections)).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({"9,991,true", "49,951,true", "50,950,false", "9,1,true", "10,0,false"})
  void those_that_ended_count_among_the_connections_too(int ended, int alive, boolean oneMore) {
    assertThat(GuardRules.oneMore(ended, alive)).isEqualTo(oneMore);
  }
}
