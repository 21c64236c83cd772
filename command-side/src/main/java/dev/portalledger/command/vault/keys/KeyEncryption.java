package dev.portalledger.command.vault.keys;

import java.security.GeneralSecurityException;

/** Wraps data keys with keys that never enter the database. */
public interface KeyEncryption {

  /** Names the key that wraps from now on; older ones unwrap for as long as they are at hand. */
  String currentKeyId();

  /** Whether the key of this name is at hand. */
  boolean has(String keyId);

  /**
   * Encrypts a data key with the current key.
   *
   * @param associatedData says whose it is; it unwraps with the very same only
   */
  Wrapped wrap(byte[] key, byte[] associatedData);

  /**
   * The data key.
   *
   * @throws GeneralSecurityException if it was altered or wrapped for another owner, or if the key
   *     that wrapped it is not at hand any more
   */
  byte[] unwrap(Wrapped wrapped, byte[] associatedData) throws GeneralSecurityException;
}
