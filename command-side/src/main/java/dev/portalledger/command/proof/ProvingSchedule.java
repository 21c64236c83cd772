package dev.portalledger.command.proof;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Two lanes, so that two nodes share the work; each takes its share once a second at most, however
 * many nodes there are.
 */
@Configuration(proxyBeanMethods = false)
class ProvingSchedule {

  private static final int LANES = 2;

  @Bean
  RecurringTask<Void> proveConnections(Proving proving, ProofSettings settings) {
    return lane("prove-connections", proving, settings);
  }

  @Bean
  RecurringTask<Void> proveMoreConnections(Proving proving, ProofSettings settings) {
    return lane("prove-more-connections", proving, settings);
  }

  private static RecurringTask<Void> lane(String name, Proving proving, ProofSettings settings) {
    var lane = new Lane(proving, Pace.of(Math.max(1, settings.perSecond() / LANES)));
    return Tasks.recurring(name, FixedDelay.ofSeconds(1)).execute((_, _) -> lane.round());
  }

  /** Keeps a lane's pace on this node; one that comes here anew begins at its best. */
  private static final class Lane {

    private final Proving proving;
    private volatile Pace pace;

    Lane(Proving proving, Pace pace) {
      this.proving = proving;
      this.pace = pace;
    }

    void round() {
      pace = proving.prove(pace);
    }
  }
}
