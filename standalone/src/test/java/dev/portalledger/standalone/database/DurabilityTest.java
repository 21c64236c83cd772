package dev.portalledger.standalone.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portalledger.standalone.machine.CannotStart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityTest {

  private static final Map<String, String> DURABLE =
      Map.of(
          "fsync", "on",
          "full_page_writes", "on",
          "synchronous_commit", "on",
          "data_checksums", "on");

  @Test
  void accepts_a_database_that_keeps_what_it_acknowledges() {
    assertThatCode(() -> Durability.require(DURABLE)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit", "data_checksums"})
  void refuses_a_database_with_one_of_them_off(String name) {
    var settings = new java.util.HashMap<>(DURABLE);
    settings.put(name, "off");
    assertThatThrownBy(() -> Durability.require(settings))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining(name + "=off");
  }

  @Test
  void refuses_a_database_that_does_not_say() {
    assertThatThrownBy(() -> Durability.require(Map.of("fsync", "on")))
        .isInstanceOf(CannotStart.class);
  }
}
