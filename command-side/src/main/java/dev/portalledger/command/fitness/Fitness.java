package dev.portalledger.command.fitness;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks before anything starts, and again every ten seconds. A node that would do harm does not
 * start; one that comes to it later is not ready and leaves the common work to others until it is
 * mended.
 */
@Component("commandFitnessHealthIndicator")
class Fitness implements HealthIndicator, SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(Fitness.class);

  private final List<Check> checks;
  private final Scheduler scheduler;
  private final Map<String, Verdict> last = new ConcurrentHashMap<>();

  Fitness(List<Check> checks, Scheduler scheduler) {
    this.checks = checks;
    this.scheduler = scheduler;
  }

  @Override
  public void afterSingletonsInstantiated() {
    checks.forEach(this::ask);
    var harmful = harmful();
    if (!harmful.isEmpty()) {
      throw new NodeUnfit(harmful);
    }
  }

  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
  void askAgain() {
    checks.forEach(this::ask);
    if (harmful().isEmpty()) {
      scheduler.resume();
    } else {
      scheduler.pause();
    }
  }

  private List<Verdict.Unfit> harmful() {
    return checks.stream()
        .filter(Check::guardsFromHarm)
        .map(check -> last.get(check.name()))
        .filter(Verdict.Unfit.class::isInstance)
        .map(Verdict.Unfit.class::cast)
        .toList();
  }

  /** What cannot be told any more stays as it was found. */
  private void ask(Check check) {
    var now = verdict(check);
    var before = last.getOrDefault(check.name(), new Verdict.Fit());
    if (!now.equals(before)
        && !(now instanceof Verdict.Unknown && before instanceof Verdict.Unfit)) {
      tell(check.name(), now);
      last.put(check.name(), now);
    }
  }

  private static Verdict verdict(Check check) {
    try {
      return check.ask();
    } catch (RuntimeException e) {
      return new Verdict.Unknown("it cannot be told (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static void tell(String name, Verdict verdict) {
    switch (verdict) {
      case Verdict.Fit() -> log.info("{}: all is well again", name);
      case Verdict.Unknown(var why) -> log.warn("{}: {}", name, why);
      case Verdict.Unfit(var what, var whatToDo) ->
          log.error("{}: {}. This node is not ready. {}", name, what, whatToDo);
    }
  }

  @Override
  public Health health() {
    boolean fit = last.values().stream().noneMatch(Verdict.Unfit.class::isInstance);
    var health = fit ? Health.up() : Health.down();
    last.forEach((name, verdict) -> health.withDetail(name, verdict.toString()));
    return health.build();
  }
}
