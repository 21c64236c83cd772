package dev.portalledger.events;

import java.time.Instant;

/** What every event says, whatever its family. */
public interface LedgerEvent {

  /** When it came to pass, as pages show it. */
  Instant occurredAt();
}
