package dev.portalledger.command.offender;

import java.time.Instant;

class ReadsTheClock {
  Instant when() {
    return Instant.now();
  }
}
