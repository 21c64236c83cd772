package dev.portalledger.command.refresh;

import dev.portalledger.command.hubspot.HubSpotFailure;
import dev.portalledger.command.hubspot.TokenRefresh.Refreshed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Counts what HubSpot answered this node when it was asked for a fresh token. */
@Component
final class RefreshMeters implements MeterBinder {

  enum Outcome {
    GRANTED,
    DEAD_GRANT,
    RATE_LIMITED,
    UNAVAILABLE,
    OUR_FAULT,
    UNREADABLE
  }

  private final Map<Outcome, LongAdder> counts = new EnumMap<>(Outcome.class);

  RefreshMeters() {
    for (var outcome : Outcome.values()) {
      counts.put(outcome, new LongAdder());
    }
  }

  void count(Refreshed refreshed) {
    counts.getOrDefault(outcome(refreshed), new LongAdder()).increment();
  }

  static Outcome outcome(Refreshed refreshed) {
    return switch (refreshed) {
      case Refreshed.Granted _ -> Outcome.GRANTED;
      case Refreshed.Failed(HubSpotFailure.DeadGrant _, _) -> Outcome.DEAD_GRANT;
      case Refreshed.Failed(HubSpotFailure.RateLimited _, _) -> Outcome.RATE_LIMITED;
      case Refreshed.Failed(HubSpotFailure.Unavailable _, _) -> Outcome.UNAVAILABLE;
      case Refreshed.Failed(HubSpotFailure.OurFault _, _) -> Outcome.OUR_FAULT;
      case Refreshed.Failed(HubSpotFailure.Unreadable _, _) -> Outcome.UNREADABLE;
    };
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counts.forEach(
        (outcome, count) ->
            FunctionCounter.builder("ledger.refreshes", count, LongAdder::sum)
                .description("What HubSpot answered when it was asked for a fresh token")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry));
  }
}
