package dev.portalledger.command.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.portalledger.command.vault.keys.KeyEncryption;
import dev.portalledger.command.vault.keys.Wrapped;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * Makes and unwraps data keys. What was unwrapped is remembered for five minutes, for a key service
 * may be asked over the network; it is found again by its wrapped bytes only, so a key that is
 * destroyed or altered in its row is of no use from then on.
 */
@Component
final class DataKeys {

  private static final int BYTES = 32;
  private static final int MOST_REMEMBERED = 10_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

  private final KeyEncryption keys;
  private final DataKeyRows rows;
  private final IdGenerator ids;
  private final SecureRandom random = new SecureRandom();
  private final Cache<UUID, Unwrapped> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  private record Unwrapped(DataKey row, Aead key) {}

  DataKeys(KeyEncryption keys, DataKeyRows rows, IdGenerator ids) {
    this.keys = keys;
    this.rows = rows;
    this.ids = ids;
  }

  /** A new key, yet to be stored. */
  DataKey create(String owner) {
    var id = ids.generateId();
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    try {
      var made = new DataKey(id, owner, keys.wrap(key, DataKey.place(id, owner)));
      remembered.put(id, new Unwrapped(made, new AesGcmJce(key)));
      return made;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Throws unless the row is as it was written, and its key still there. */
  Aead open(DataKey row) throws GeneralSecurityException {
    var known = remembered.getIfPresent(row.id());
    return known != null && known.row().equals(row) ? known.key() : unwrap(row);
  }

  Aead open(UUID id) throws GeneralSecurityException {
    return open(rows.find(id).orElseThrow(() -> new GeneralSecurityException("no such data key")));
  }

  /**
   * The row as it is now, if none was read: a credential that was locked while it got its key is
   * newer than the keys that the same statement saw.
   */
  DataKey complete(DataKey row) {
    return row.owner() == null ? rows.find(row.id()).orElse(row) : row;
  }

  /** Whether what wrapped it is at hand here. */
  boolean isAtHand(DataKey row) {
    var wrapped = row.wrapped();
    return wrapped != null && keys.has(wrapped.keyId());
  }

  void forget(UUID id) {
    remembered.invalidate(id);
  }

  private Aead unwrap(DataKey read) throws GeneralSecurityException {
    var row = complete(read);
    var owner = row.owner();
    var wrapped = row.wrapped();
    if (owner == null || wrapped == null) {
      throw new GeneralSecurityException("the data key is gone");
    }
    var key = unwrap(wrapped, DataKey.place(row.id(), owner));
    remembered.put(row.id(), new Unwrapped(row, key));
    return key;
  }

  private Aead unwrap(Wrapped wrapped, byte[] place) throws GeneralSecurityException {
    byte[] key = keys.unwrap(wrapped, place);
    try {
      return new AesGcmJce(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
