package dev.portalledger.command.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace best = Pace.of(10);

  @Test
  void a_round_that_hubspot_did_not_answer_is_followed_by_one_call() {
    assertThat(best.after(10, 10).next()).isEqualTo(1);
    assertThat(best.after(10, 6).next()).isEqualTo(1);
  }

  @Test
  void one_portal_that_fails_slows_nobody_down() {
    assertThat(best.after(10, 1)).isEqualTo(best);
    assertThat(best.after(10, 5)).isEqualTo(best);
  }

  @Test
  void it_recovers_step_by_step_and_never_beyond_its_best() {
    var pace = best.after(10, 10);
    assertThat(pace.after(1, 0).next()).isEqualTo(2);
    assertThat(pace.after(1, 0).after(2, 0).after(4, 0).after(8, 0).next()).isEqualTo(10);
  }

  @Test
  void a_round_without_work_says_nothing() {
    var slow = best.after(10, 10);
    assertThat(slow.after(0, 0)).isEqualTo(slow);
  }
}
