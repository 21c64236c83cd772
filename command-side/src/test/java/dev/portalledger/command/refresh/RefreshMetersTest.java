package dev.portalledger.command.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import dev.portalledger.command.refresh.RefreshMeters.Outcome;
import dev.portalledger.command.vault.AccessToken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RefreshMetersTest {

  private static final Refreshed GRANTED =
      new Refreshed.Granted(new AccessToken("t"), Duration.ofMinutes(30), null, null);

  @Test
  void every_answer_has_its_word() {
    assertThat(RefreshMeters.outcome(GRANTED)).isEqualTo(Outcome.GRANTED);
    assertThat(outcome(new HubSpotFailure.DeadGrant("BAD_REFRESH_TOKEN")))
        .isEqualTo(Outcome.DEAD_GRANT);
    assertThat(outcome(new HubSpotFailure.OurFault("BAD_CLIENT_ID"))).isEqualTo(Outcome.OUR_FAULT);
    assertThat(outcome(new HubSpotFailure.RateLimited(null))).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(outcome(new HubSpotFailure.Unavailable())).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(outcome(new HubSpotFailure.Unreadable())).isEqualTo(Outcome.UNREADABLE);
  }

  @Test
  void each_outcome_is_counted_apart_and_stands_at_zero_before_it_happens() {
    var registry = new SimpleMeterRegistry();
    var meters = new RefreshMeters();
    meters.bindTo(registry);
    meters.count(GRANTED);
    meters.count(GRANTED);
    meters.count(new Refreshed.Failed(new HubSpotFailure.Unreadable(), true));

    assertThat(count(registry, "granted")).isEqualTo(2);
    assertThat(count(registry, "unreadable")).isEqualTo(1);
    assertThat(count(registry, "dead_grant")).isZero();
  }

  private static Outcome outcome(HubSpotFailure failure) {
    return RefreshMeters.outcome(new Refreshed.Failed(failure, true));
  }

  private static double count(SimpleMeterRegistry registry, String outcome) {
    return registry.get("ledger.refreshes").tag("outcome", outcome).functionCounter().count();
  }
}
