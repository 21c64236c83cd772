package dev.portalledger.command.journal;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How HubSpot's journal is read.
 *
 * @param every the pause between two looks
 * @param retention how long HubSpot keeps an entry; unread for longer, some may be lost
 * @param catchUp within which time all connections are proven once some may be
 */
@ConfigurationProperties("ledger.journal")
record JournalSettings(
    @DefaultValue("15s") Duration every,
    @DefaultValue("3d") Duration retention,
    @DefaultValue("2h") Duration catchUp) {

  JournalSettings {
    require("every", every);
    require("retention", retention);
    require("catch-up", catchUp);
  }

  private static void require(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("ledger.journal." + key + " must be positive");
    }
  }
}
