package dev.portalledger.command.vault;

/**
 * Encrypts small secrets that stand in other features' rows. What was sealed at one place opens at
 * no other.
 */
public interface Sealer {

  /**
   * Encrypts for one place only.
   *
   * @param place purpose first, then what makes the row and the column one of its kind
   */
  byte[] seal(byte[] secret, String... place);

  /** Throws {@link SealBroken} if these bytes were not sealed for this very place. */
  byte[] open(byte[] sealed, String... place);
}
