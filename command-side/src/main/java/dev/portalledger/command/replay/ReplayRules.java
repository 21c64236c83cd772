package dev.portalledger.command.replay;

import dev.portalledger.command.replay.ReplayDecision.BeforeFirstEvent;
import dev.portalledger.command.replay.ReplayDecision.InTheFuture;
import dev.portalledger.command.replay.ReplayDecision.NothingRecorded;
import dev.portalledger.command.replay.ReplayDecision.Requested;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Of which moments history can be replayed. */
final class ReplayRules {

  /**
   * Decides it.
   *
   * @param asOf null for all that is recorded
   * @param first when the organization's first event was; null if there is none
   */
  static ReplayDecision decide(@Nullable Instant asOf, @Nullable Instant first, Instant now) {
    if (first == null) {
      return new NothingRecorded();
    }
    if (asOf != null && asOf.isBefore(first)) {
      return new BeforeFirstEvent(first);
    }
    return asOf != null && asOf.isAfter(now) ? new InTheFuture(now) : new Requested();
  }

  private ReplayRules() {}
}
