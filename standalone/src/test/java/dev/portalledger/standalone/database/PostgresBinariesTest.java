package dev.portalledger.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.standalone.machine.CannotStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {

  @ParameterizedTest
  @CsvSource({"Linux,amd64", "Linux,aarch64", "Mac OS X,aarch64"})
  void are_there_for_the_computers_we_name(String system, String machine) {
    assertThat(PostgresBinaries.archive(system, machine)).isNotNull();
  }

  @Test
  void any_other_computer_is_told_in_one_sentence() {
    assertThatThrownBy(() -> PostgresBinaries.archive("Windows 11", "amd64"))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("runs on Linux (x86_64, arm64) and macOS (arm64)")
        .hasMessageContaining("Windows 11 on amd64")
        .message()
        .doesNotContain("\n");
  }
}
