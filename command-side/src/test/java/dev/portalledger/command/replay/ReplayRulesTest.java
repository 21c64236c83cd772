package dev.portalledger.command.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.replay.ReplayDecision.BeforeFirstEvent;
import dev.portalledger.command.replay.ReplayDecision.InTheFuture;
import dev.portalledger.command.replay.ReplayDecision.NothingRecorded;
import dev.portalledger.command.replay.ReplayDecision.Requested;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayRulesTest {

  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");

  @Test
  void from_the_first_event_to_this_moment_every_moment_can_be_replayed() {
    assertThat(ReplayRules.decide(null, FIRST, NOW)).isEqualTo(new Requested());
    assertThat(ReplayRules.decide(FIRST, FIRST, NOW)).isEqualTo(new Requested());
    assertThat(ReplayRules.decide(NOW, FIRST, NOW)).isEqualTo(new Requested());
  }

  @Test
  void before_and_after_there_is_nothing_to_replay() {
    assertThat(ReplayRules.decide(FIRST.minusNanos(1), FIRST, NOW))
        .isEqualTo(new BeforeFirstEvent(FIRST));
    assertThat(ReplayRules.decide(NOW.plusNanos(1), FIRST, NOW)).isEqualTo(new InTheFuture(NOW));
    assertThat(ReplayRules.decide(null, null, NOW)).isEqualTo(new NothingRecorded());
  }

  @Test
  void a_day_is_meant_as_it_ended_and_today_as_it_is() {
    assertThat(asOf("2026-03-04")).isEqualTo(Instant.parse("2026-03-04T23:59:59.999999Z"));
    assertThat(asOf("2026-03-04T10:00:00+02:00")).isEqualTo(Instant.parse("2026-03-04T08:00:00Z"));
    assertThat(AsOf.parse("2026-03-05", NOW)).contains(new AsOf(null));
    assertThat(AsOf.parse(null, NOW)).contains(new AsOf(null));
    assertThat(AsOf.parse(" ", NOW)).contains(new AsOf(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-02-30",
        "2026-3-1",
        "2026-03-04T10:00:00",
        "9999999-01-01",
        "+2026-03-04",
        "03/04/2026",
        "1772539200",
        "2026-03-04T25:00:00Z"
      })
  void what_is_no_moment_is_none(String text) {
    assertThat(AsOf.parse(text, NOW)).isEqualTo(Optional.empty());
  }

  private static @Nullable Instant asOf(String text) {
    return AsOf.parse(text, NOW).orElseThrow().moment();
  }
}
