package dev.portalledger.command.sealing;

import dev.portalledger.events.organization.OrganizationId;
import dev.portalledger.events.sealing.LedgerForked;
import dev.portalledger.events.sealing.SealingEvent;
import dev.portalledger.events.sealing.SigningKeyAnnounced;
import java.time.Instant;

/** What a signer wants recorded. */
record Announced(
    String id,
    OrganizationId organization,
    Kind kind,
    int epoch,
    long signedSize,
    long keptSize,
    String detail,
    Instant madeAt) {

  /** As the database knows them. */
  enum Kind {
    FORK,
    KEY
  }

  SealingEvent event() {
    return switch (kind) {
      case FORK -> new LedgerForked(organization, epoch, signedSize, keptSize, detail, madeAt);
      case KEY -> new SigningKeyAnnounced(organization, detail, madeAt);
    };
  }

  /** The id of its event stream; ids are unique per store, not per type. */
  String stream() {
    return "sealing-" + id;
  }
}
