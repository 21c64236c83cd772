package dev.portalledger.command.vault.keys;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Opens what was encrypted before there were data keys, with the keyset that now wraps them.
 * Nothing is written in this form any more.
 */
public final class FirstForm {

  private final List<Aead> keysets;

  FirstForm(List<Aead> keysets) {
    this.keysets = List.copyOf(keysets);
  }

  /**
   * The plain bytes.
   *
   * @throws GeneralSecurityException if no keyset at hand encrypted them for this place
   */
  public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
    var refused = new GeneralSecurityException("no local keyset is at hand");
    for (var keys : keysets) {
      try {
        return keys.decrypt(ciphertext, associatedData);
      } catch (GeneralSecurityException e) {
        refused = e;
      }
    }
    throw refused;
  }
}
