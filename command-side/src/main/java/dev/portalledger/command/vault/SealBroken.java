package dev.portalledger.command.vault;

/** Sealed bytes do not open where they stand: moved, altered, or their key is gone. */
public final class SealBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SealBroken(String purpose) {
    super("sealed bytes for " + purpose + " do not open where they stand");
  }
}
