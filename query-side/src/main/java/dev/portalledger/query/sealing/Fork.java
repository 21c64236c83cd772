package dev.portalledger.query.sealing;

import dev.portalledger.query.sealing.SignerMemory.Known;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins a ledger once more that is not what was signed of it, on the word of the operator: under
 * another name, so that nobody takes one for the other. What was signed before stays signed, and
 * whoever holds a checkpoint of it can show what is missing.
 */
final class Fork {

  private final SignerRows rows;
  private final TransactionTemplate transaction;
  private final SignerMemory memory;
  private final Origins origins;

  Fork(JdbcClient db, TransactionTemplate transaction, SignerMemory memory, Origins origins) {
    this.rows = new SignerRows(db);
    this.transaction = transaction;
    this.memory = memory;
    this.origins = origins;
  }

  /** Returns the name the ledger has from now on. */
  String record(String organization, String reason) {
    var known = memory.last(organization);
    if (known.head().size() == 0) {
      throw new IllegalArgumentException("nothing of " + organization + " was signed here");
    }
    var next = new Known(known.epoch() + 1, TreeHead.EMPTY);
    transaction.executeWithoutResult(
        _ -> {
          rows.actAsSigner();
          rows.announce(organization, SignerRows.FORK, next.epoch(), known.head().size(), reason);
          // Last: what the memory holds is what counts, and it is not rolled back.
          memory.remember(Map.of(organization, next));
        });
    return origins.of(organization, next.epoch());
  }
}
