package dev.portalledger.command.proof;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often connections are proven.
 *
 * @param every no connection stays unproven for longer, as long as HubSpot answers
 * @param perSecond how many connections all nodes together begin to prove in a second at most
 * @param firstRetry the pause after a proof that failed; it doubles with each that follows
 * @param longestRetry the longest such pause
 */
@ConfigurationProperties("ledger.proof")
record ProofSettings(
    @DefaultValue("24h") Duration every,
    @DefaultValue("20") int perSecond,
    @DefaultValue("5m") Duration firstRetry,
    @DefaultValue("6h") Duration longestRetry) {

  ProofSettings {
    require("every", every.isPositive(), "must be positive");
    require("per-second", perSecond >= 1, "must be at least 1");
    require("first-retry", firstRetry.isPositive(), "must be positive");
    require(
        "longest-retry",
        longestRetry.compareTo(firstRetry) >= 0,
        "must not be shorter than first-retry");
  }

  private static void require(String key, boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("ledger.proof." + key + " " + otherwise);
    }
  }
}
