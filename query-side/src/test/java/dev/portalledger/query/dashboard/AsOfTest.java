package dev.portalledger.query.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ResponseStatusException;

class AsOfTest {

  private static final Instant NOW = Instant.parse("2026-11-28T09:30:00.123456789Z");

  @ParameterizedTest
  @CsvSource({
    "2026-03-03T14:00:00Z, 2026-03-03T14:00:00Z",
    "2026-03-03T14:00:00+01:00, 2026-03-03T13:00:00Z",
    "2026-03-03T14:00Z, 2026-03-03T14:00:00Z",
    "2026-03-03T14:00, 2026-03-03T14:00:00Z",
    "2026-03-03T14:00:30, 2026-03-03T14:00:30Z",
    "2026-03-03T14:00:30.5, 2026-03-03T14:00:30.500Z",
    "2026-11-28T09:30:00.123456789Z, 2026-11-28T09:30:00.123456Z",
    "0001-01-01, 0001-01-01T23:59:59.999999Z",
  })
  void a_moment_is_taken_with_its_offset_and_without_one_as_utc(String text, Instant moment) {
    assertThat(AsOf.of(text, NOW).moment()).isEqualTo(moment);
  }

  @Test
  void a_day_means_its_end_and_today_means_now() {
    assertThat(AsOf.of("2026-03-03", NOW).moment())
        .isEqualTo(Instant.parse("2026-03-03T23:59:59.999999Z"));
    assertThat(AsOf.of("2026-11-28", NOW).moment())
        .isEqualTo(Instant.parse("2026-11-28T09:30:00.123456Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29",
        "2026-11-28T09:30:00.123457Z",
        "2026-11-28T09:31",
        "9999-12-31",
        "+999999999-12-31T23:59:59Z"
      })
  void the_future_is_refused_and_called_so(String text) {
    assertThatThrownBy(() -> AsOf.of(text, NOW))
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("asOf is in the future");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30",
        "2026-13-01T00:00:00Z",
        "2026-03-03T24:00:01Z",
        "2026-03-03T14:00:00 01:00",
        "2026-03-03 14:00",
        "20260303",
        "1772546400",
        "2026-03-03T14:00:00Z' or '1'='1",
        "\0"
      })
  void what_is_no_moment_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> AsOf.of(text, NOW))
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("2026-03-03T14:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-999999999-01-01T00:00:00Z", "0000-12-31", "-0001-01-01T00:00:00Z"})
  void before_all_calendars_is_refused(String text) {
    assertThatThrownBy(() -> AsOf.of(text, NOW))
        .isInstanceOf(ResponseStatusException.class)
        .hasMessageContaining("too far in the past");
  }
}
