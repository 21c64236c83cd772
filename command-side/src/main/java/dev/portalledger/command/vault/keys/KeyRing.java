package dev.portalledger.command.vault.keys;

import java.security.GeneralSecurityException;
import java.util.List;

/** All keys at hand, wherever they are kept: the first of them wraps, each unwraps its own. */
final class KeyRing implements KeyEncryption {

  private final List<KeyEncryption> keys;

  KeyRing(List<KeyEncryption> keys) {
    this.keys = List.copyOf(keys);
  }

  @Override
  public String currentKeyId() {
    return keys.getFirst().currentKeyId();
  }

  @Override
  public boolean has(String keyId) {
    return keys.stream().anyMatch(each -> each.has(keyId));
  }

  @Override
  public Wrapped wrap(byte[] key, byte[] associatedData) {
    return keys.getFirst().wrap(key, associatedData);
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, byte[] associatedData) throws GeneralSecurityException {
    for (var each : keys) {
      if (each.has(wrapped.keyId())) {
        return each.unwrap(wrapped, associatedData);
      }
    }
    throw new GeneralSecurityException("the key " + wrapped.keyId() + " is not at hand");
  }
}
