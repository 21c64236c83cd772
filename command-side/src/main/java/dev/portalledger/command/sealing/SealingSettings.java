package dev.portalledger.command.sealing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the ledger may grow unsealed.
 *
 * @param patience once no signer gave a sign of life for so long, or events waited so long to be
 *     sealed, nothing more is recorded at the wish of a member; where no signer ever was, nobody
 *     waits for one
 */
@ConfigurationProperties("ledger.sealing")
record SealingSettings(@DefaultValue("60s") Duration patience) {

  SealingSettings {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("ledger.sealing.patience must be positive");
    }
  }
}
