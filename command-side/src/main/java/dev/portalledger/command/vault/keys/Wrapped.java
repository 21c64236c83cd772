package dev.portalledger.command.vault.keys;

import java.util.Arrays;

/** A data key, encrypted. */
public final class Wrapped {

  private final String keyId;
  private final byte[] bytes;

  /**
   * @param keyId of the key that wrapped it
   */
  public Wrapped(String keyId, byte[] bytes) {
    this.keyId = keyId;
    this.bytes = bytes.clone();
  }

  public String keyId() {
    return keyId;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Wrapped that
        && keyId.equals(that.keyId)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Wrapped[" + keyId + "]";
  }
}
