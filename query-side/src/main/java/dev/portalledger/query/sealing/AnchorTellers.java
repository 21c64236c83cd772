package dev.portalledger.query.sealing;

import java.time.Duration;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Tells all places outside, each in a loop of its own: one that is slow keeps no other waiting. */
final class AnchorTellers implements SmartLifecycle {

  private final List<AnchorTeller> all;
  private final List<SealingLoop> loops;

  AnchorTellers(List<AnchorTeller> all, Duration rest) {
    this.all = List.copyOf(all);
    this.loops =
        all.stream()
            .map(
                teller ->
                    new SealingLoop("anchor to " + teller.name(), rest, List.of(teller::turn)))
            .toList();
  }

  List<AnchorTeller> all() {
    return all;
  }

  @Override
  public void start() {
    loops.forEach(SealingLoop::start);
  }

  @Override
  public void stop() {
    loops.forEach(SealingLoop::stop);
  }

  @Override
  public boolean isRunning() {
    return loops.stream().anyMatch(SealingLoop::isRunning);
  }
}
