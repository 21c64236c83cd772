package dev.portalledger.command.vault;

/** The keys are missing, unreadable or open to others: nothing starts without them. */
final class KeysUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeysUnusable(String what) {
    super("ledger.keys.folder: " + what);
  }
}
