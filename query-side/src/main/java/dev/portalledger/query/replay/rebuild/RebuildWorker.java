package dev.portalledger.query.replay.rebuild;

import static java.util.Objects.requireNonNull;

import dev.portalledger.query.projections.ReadModel;
import dev.portalledger.query.projections.ReadModels;
import dev.portalledger.query.replay.Workers;
import dev.portalledger.query.replay.rebuild.Rebuilder.NotSwitched;
import dev.portalledger.query.replay.rebuild.Rebuilder.Step;
import dev.portalledger.query.replay.rebuild.Rebuilder.TurnLost;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads one read model after the other anew, when an operator or the schedule asks for it. */
final class RebuildWorker extends Workers {

  private static final Logger LOG = LoggerFactory.getLogger(RebuildWorker.class);
  private static final Duration REST = Duration.ofMillis(500);

  private final Rebuilds rebuilds;
  private final Turns turns;
  private final Rebuilder rebuilder;
  private final TransactionTemplate transaction;
  private final List<String> models;
  private final Duration checkEvery;
  private final long startedNanos = System.nanoTime();

  RebuildWorker(
      Rebuilds rebuilds,
      Turns turns,
      Rebuilder rebuilder,
      TransactionTemplate transaction,
      ReadModels models,
      Duration checkEvery) {
    super("rebuild", 1, REST);
    this.rebuilds = rebuilds;
    this.turns = turns;
    this.rebuilder = rebuilder;
    this.transaction = transaction;
    this.models = models.all().stream().map(ReadModel::name).toList();
    this.checkEvery = checkEvery;
  }

  @Override
  protected boolean turn(Stop stop) {
    rebuilds.requestDueChecks(
        models, checkEvery, Duration.ofNanos(System.nanoTime() - startedNanos));
    var claimed = requireNonNull(transaction.execute(_ -> turns.claim()));
    if (claimed.isPresent()) {
      rebuild(claimed.get().number(), stop);
      return true;
    }
    return Boolean.TRUE.equals(transaction.execute(_ -> turns.dropOne()));
  }

  private void rebuild(int number, Stop stop) {
    try {
      var step = Step.GO_ON;
      while (step != Step.OVER && !stop.isNear()) {
        step = rebuilder.step(number);
        if (step == Step.WAIT) {
          stop.rest();
        }
      }
    } catch (TurnLost _) {
      LOG.info("Reading anew, number {}, was cancelled or is another node's now.", number);
    } catch (NotSwitched e) {
      LOG.error("Reading anew, number {}: {}", number, e.getMessage());
      turns.failed(number, String.valueOf(e.getMessage()));
    } finally {
      turns.release(number);
    }
  }
}
