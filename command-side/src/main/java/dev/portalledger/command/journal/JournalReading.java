package dev.portalledger.command.journal;

import dev.portalledger.command.hubspot.Journal;
import dev.portalledger.command.proof.Proofs;
import dev.portalledger.events.connection.PortalId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads on in the journal. A page and the place behind it are taken note of in one transaction, so
 * none is lost or passed over by a crash; read twice, it does no harm.
 */
@Component
class JournalReading {

  private static final Logger log = LoggerFactory.getLogger(JournalReading.class);

  private static final int MOST_PAGES = 200;

  private final Journal journal;
  private final JournalRow row;
  private final Proofs proofs;
  private final JournalSettings settings;
  private final TransactionOperations transaction;

  JournalReading(
      Journal journal,
      JournalRow row,
      Proofs proofs,
      JournalSettings settings,
      TransactionOperations transaction) {
    this.journal = journal;
    this.row = row;
    this.proofs = proofs;
    this.settings = settings;
    this.transaction = transaction;
  }

  /** All there is, or as much as fits into one turn. */
  void read() {
    if (!row.place(settings.retention()).subscribed()) {
      subscribe();
    }
    boolean more = true;
    for (int page = 0; more && page < MOST_PAGES; page++) {
      more = readPage();
    }
  }

  private void subscribe() {
    switch (journal.subscribe()) {
      case Journal.Subscribed.Done() -> row.subscribed();
      case Journal.Subscribed.Failed(var failure) ->
          log.warn("HubSpot's journal takes no subscription: {}", failure);
    }
  }

  /** Whether there may be another one. */
  private boolean readPage() {
    var place = row.place(settings.retention());
    if (place.lapsed()) {
      return missed("it was not read for longer than HubSpot keeps it");
    }
    return switch (journal.after(place.offset())) {
      case Journal.Read.Page page -> {
        transaction.executeWithoutResult(_ -> take(page));
        yield true;
      }
      case Journal.Read.Nothing() -> {
        row.nothingNew();
        yield false;
      }
      case Journal.Read.OffsetForgotten() -> missed("HubSpot no longer knows the place we were at");
      case Journal.Read.Failed(var failure) -> {
        log.warn("HubSpot's journal gave nothing: {}", failure);
        yield false;
      }
    };
  }

  private void take(Journal.Read.Page page) {
    page.removals()
        .forEach(removal -> proofs.removalRecorded(new PortalId(removal.portalId()), removal.at()));
    row.readUpTo(page.offset());
  }

  /** What the lost pages said, HubSpot is asked about every connection. */
  private boolean missed(String why) {
    log.warn("Entries of HubSpot's journal may be lost: {}. All connections are proven.", why);
    transaction.executeWithoutResult(
        _ -> {
          proofs.allWithin(settings.catchUp());
          row.startAnew();
        });
    return true;
  }
}
