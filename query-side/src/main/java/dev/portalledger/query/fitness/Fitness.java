package dev.portalledger.query.fitness;

import dev.portalledger.eventstore.fitness.Checks;
import dev.portalledger.eventstore.fitness.ClockCheck;
import dev.portalledger.eventstore.fitness.ClockSettings;
import dev.portalledger.eventstore.fitness.IssuerCheck;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
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
 * start; one that comes to it later is not ready until it is mended.
 */
@Component("queryFitnessHealthIndicator")
@EnableConfigurationProperties(ClockSettings.class)
class Fitness implements HealthIndicator, SmartInitializingSingleton {

  private static final String BY_A_WRONG_CLOCK =
      "it would end sessions and take moments for past that are not";

  private final Checks checks;

  Fitness(
      JdbcClient db,
      ObjectProvider<Clock> clock,
      ClockSettings settings,
      @Value("${ledger.sign-in.issuer}") URI issuer,
      KeysCheck keys) {
    this.checks =
        new Checks(
            new ClockCheck(db, clock.getIfAvailable(Clock::systemUTC), settings, BY_A_WRONG_CLOCK),
            new IssuerCheck(issuer),
            keys);
  }

  @Override
  public void afterSingletonsInstantiated() {
    checks.askFirst();
  }

  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
  void askAgain() {
    checks.ask();
  }

  @Override
  public Health health() {
    return (checks.isFit() ? Health.up() : Health.down()).withDetails(checks.found()).build();
  }
}
