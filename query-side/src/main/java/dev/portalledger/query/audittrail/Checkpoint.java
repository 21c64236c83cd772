package dev.portalledger.query.audittrail;

/**
 * What was signed of the organization's ledger when an export began.
 *
 * @param origin the ledger's name
 * @param size how many events are sealed
 * @param root in base64, as the checkpoint has it
 */
record Checkpoint(String origin, long size, String root) {

  /** Of a ledger of which nothing is signed yet. */
  static final Checkpoint NONE = new Checkpoint("", 0, "");

  static Checkpoint of(String note) {
    var lines = note.lines().limit(3).toList();
    return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), lines.get(2));
  }
}
