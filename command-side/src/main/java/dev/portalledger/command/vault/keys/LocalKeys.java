package dev.portalledger.command.vault.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.security.GeneralSecurityException;
import java.util.stream.IntStream;

/** Keys in the memory of this process, from a Tink keyset: its primary wraps, all unwrap. */
final class LocalKeys implements KeyEncryption {

  private static final String KIND = "local:";

  private final KeysetHandle keyset;
  private final Aead keys;

  LocalKeys(KeysetHandle keyset, Aead keys) {
    this.keyset = keyset;
    this.keys = keys;
  }

  @Override
  public String currentKeyId() {
    return name(keyset.getPrimary());
  }

  @Override
  public boolean has(String keyId) {
    return IntStream.range(0, keyset.size()).anyMatch(i -> name(keyset.getAt(i)).equals(keyId));
  }

  @Override
  public Wrapped wrap(byte[] key, byte[] associatedData) {
    try {
      return new Wrapped(currentKeyId(), keys.encrypt(key, associatedData));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot wrap a data key", e);
    }
  }

  @Override
  public byte[] unwrap(Wrapped wrapped, byte[] associatedData) throws GeneralSecurityException {
    return keys.decrypt(wrapped.bytes(), associatedData);
  }

  private static String name(KeysetHandle.Entry key) {
    return KIND + Integer.toUnsignedString(key.getId());
  }
}
