package dev.portalledger.command.authorization;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of an attempt.
 *
 * @param lifetime how long HubSpot's answer is waited for
 * @param openPerMember how many attempts one member may have open at once
 * @param openPerInvitation how many attempts one invitation may have open at once
 * @param finishWithin how long a returned attempt may take before it counts as interrupted
 */
@ConfigurationProperties("ledger.attempt")
record AttemptSettings(
    @DefaultValue("15m") Duration lifetime,
    @DefaultValue("20") int openPerMember,
    @DefaultValue("5") int openPerInvitation,
    @DefaultValue("5m") Duration finishWithin) {

  AttemptSettings {
    if (!lifetime.isPositive()) {
      throw new IllegalArgumentException("ledger.attempt.lifetime must be positive");
    }
    if (openPerMember < 1) {
      throw new IllegalArgumentException("ledger.attempt.open-per-member must be at least 1");
    }
    if (openPerInvitation < 1) {
      throw new IllegalArgumentException("ledger.attempt.open-per-invitation must be at least 1");
    }
    if (!finishWithin.isPositive()) {
      throw new IllegalArgumentException("ledger.attempt.finish-within must be positive");
    }
  }
}
