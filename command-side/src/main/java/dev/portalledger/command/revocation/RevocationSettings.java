package dev.portalledger.command.revocation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How ended grants are ended at HubSpot.
 *
 * @param probeAfter how long after HubSpot's confirmation it is asked whether the token is dead
 */
@ConfigurationProperties("ledger.revocation")
record RevocationSettings(@DefaultValue("1m") Duration probeAfter) {

  RevocationSettings {
    if (probeAfter.isNegative()) {
      throw new IllegalArgumentException(
          "ledger.revocation.probe-after must not be negative, was " + probeAfter);
    }
  }
}
