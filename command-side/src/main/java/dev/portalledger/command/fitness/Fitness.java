package dev.portalledger.command.fitness;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.portalledger.eventstore.fitness.Checks;
import dev.portalledger.eventstore.fitness.ClockCheck;
import dev.portalledger.eventstore.fitness.ClockSettings;
import dev.portalledger.eventstore.fitness.IssuerCheck;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks before anything starts, and again every ten seconds. A node that would do harm does not
 * start; one that comes to it later is not ready and leaves the common work to others until it is
 * mended.
 */
@Component("commandFitnessHealthIndicator")
@EnableConfigurationProperties(ClockSettings.class)
class Fitness implements HealthIndicator, SmartInitializingSingleton {

  private static final String BY_A_WRONG_CLOCK =
      "it would end attempts, invitations and leases at the wrong time";

  private final Checks checks;
  private final Scheduler scheduler;

  Fitness(
      JdbcClient db,
      Clock clock,
      ClockSettings settings,
      @Value("${ledger.sign-in.issuer}") URI issuer,
      KeysCheck keys,
      Scheduler scheduler) {
    this.checks =
        new Checks(
            new ClockCheck(db, clock, settings, BY_A_WRONG_CLOCK), new IssuerCheck(issuer), keys);
    this.scheduler = scheduler;
  }

  @Override
  public void afterSingletonsInstantiated() {
    checks.askFirst();
  }

  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
  void askAgain() {
    checks.ask();
    if (checks.isHarmful()) {
      scheduler.pause();
    } else {
      scheduler.resume();
    }
  }

  @Override
  public Health health() {
    return (checks.isFit() ? Health.up() : Health.down()).withDetails(checks.found()).build();
  }
}
