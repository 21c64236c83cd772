package dev.portalledger.eventstore;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.scheduling.annotation.Scheduled;

/** What operators see of the order of events: how far it goes, and what still waits for a place. */
final class SequencerMeters implements MeterBinder {

  private final Positions positions;
  private final Head head;
  private final LastReading<Positions.Waiting> last = new LastReading<>(Positions.Waiting.UNKNOWN);

  SequencerMeters(Positions positions, Head head) {
    this.positions = positions;
    this.head = head;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("ledger.events.positioned", head, Head::position)
        .description("Events that have their position, of all nodes together")
        .register(registry);
    Gauge.builder("ledger.sequencer.waiting", () -> last.now().events())
        .description("Events that are committed and wait for their position")
        .baseUnit("events")
        .register(registry);
    Gauge.builder("ledger.sequencer.lag", () -> last.now().seconds())
        .description("How long the oldest of them has waited")
        .baseUnit("seconds")
        .register(registry);
  }

  @Scheduled(fixedDelayString = "${ledger.metrics.every:PT15S}")
  void collect() {
    last.renew(positions::waitingNow);
  }
}
