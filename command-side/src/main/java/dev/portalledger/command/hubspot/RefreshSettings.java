package dev.portalledger.command.hubspot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things around a refresh take. For a token endpoint that needs 12 s, set deadline 20 s,
 * lease 25 s and patience 24 s.
 *
 * @param deadline how long HubSpot is waited for, all tries counted
 * @param lease how long one caller has the turn; longer than the deadline, so that a turn ends only
 *     when its caller is gone
 * @param patience how long others wait for whoever has the turn
 * @param ahead how much life a token must have left to be handed out, and how long before its end
 *     it is refreshed unasked
 * @param usedWithin tokens nobody asked for in this time are not refreshed unasked
 * @param circuitPause how long HubSpot is left alone after it failed again and again
 */
@ConfigurationProperties("ledger.hubspot.refresh")
public record RefreshSettings(
    @DefaultValue("10s") Duration deadline,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("12s") Duration patience,
    @DefaultValue("5m") Duration ahead,
    @DefaultValue("1h") Duration usedWithin,
    @DefaultValue("10s") Duration circuitPause) {

  public RefreshSettings {
    requirePositive("deadline", deadline);
    requirePositive("ahead", ahead);
    requirePositive("used-within", usedWithin);
    requirePositive("circuit-pause", circuitPause);
    requireLonger("lease", lease, deadline);
    requireLonger("patience", patience, deadline);
  }

  private static void requirePositive(String key, Duration value) {
    if (!value.isPositive()) {
      throw wrong(key, "must be positive, was " + value);
    }
  }

  private static void requireLonger(String key, Duration value, Duration deadline) {
    if (value.compareTo(deadline) <= 0) {
      throw wrong(key, "must be longer than deadline (" + deadline + "), was " + value);
    }
  }

  private static IllegalArgumentException wrong(String key, String what) {
    return new IllegalArgumentException("ledger.hubspot.refresh." + key + " " + what);
  }
}
