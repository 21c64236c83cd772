package dev.portalledger.query.replay;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.projections.History.EventsMissing;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The threads of this node that replay. */
final class ReplayWorkers extends Workers {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayWorkers.class);
  private static final Duration REST = Duration.ofMillis(200);

  private final int kept;
  private final Jobs jobs;
  private final Replayer replayer;
  private final TransactionTemplate transaction;

  ReplayWorkers(
      ReplaySettings settings, Jobs jobs, Replayer replayer, TransactionTemplate transaction) {
    super("replay", settings.atOnce(), REST);
    this.kept = settings.kept();
    this.jobs = jobs;
    this.replayer = replayer;
    this.transaction = transaction;
  }

  @Override
  protected boolean turn(Stop stop) {
    var job = requireNonNull(transaction.execute(_ -> jobs.claim()));
    if (job.isPresent()) {
      replay(job.get().id(), stop);
      return true;
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> jobs.dropOne(kept)));
  }

  private void replay(String id, Stop stop) {
    try {
      var step = Replayer.Step.GO_ON;
      while (step != Replayer.Step.OVER && !stop.isNear()) {
        step = replayer.step(id);
        if (step == Replayer.Step.WAIT) {
          stop.rest();
        }
      }
    } catch (EventsMissing e) {
      LOG.error("Replay {} cannot be finished: {}", id, e.getMessage());
      jobs.failed(id, "Recorded events are missing in the database. Verify an evidence bundle.");
    } finally {
      jobs.release(id);
    }
  }
}
