package dev.portalledger.command.vault;

import com.google.crypto.tink.Aead;
import dev.portalledger.command.vault.keys.FirstForm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals with a data key for all that is no credential; its id leads what was sealed. */
@Component
final class TinkSealer implements Sealer {

  private static final Logger log = LoggerFactory.getLogger(TinkSealer.class);

  /** What begins otherwise was sealed before there were data keys. */
  private static final byte FORM = 2;

  private static final int HEAD = 1 + 2 * Long.BYTES;

  private final DataKeys keys;
  private final DataKeyRows rows;
  private final FirstForm firstForm;
  private volatile @Nullable UUID current;

  TinkSealer(DataKeys keys, DataKeyRows rows, FirstForm firstForm) {
    this.keys = keys;
    this.rows = rows;
    this.firstForm = firstForm;
  }

  @Override
  public byte[] seal(byte[] secret, String... place) {
    var associated = associatedData(place);
    var id = current();
    try {
      byte[] sealed = keys.open(id).encrypt(secret, associated);
      return ByteBuffer.allocate(HEAD + sealed.length)
          .put(FORM)
          .putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits())
          .put(sealed)
          .array();
    } catch (GeneralSecurityException _) {
      throw broken(place[0]);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String... place) {
    var associated = associatedData(place);
    try {
      return sealed.length > HEAD && sealed[0] == FORM
          ? key(sealed).decrypt(Arrays.copyOfRange(sealed, HEAD, sealed.length), associated)
          : firstForm.decrypt(sealed, associated);
    } catch (GeneralSecurityException _) {
      throw broken(place[0]);
    }
  }

  private Aead key(byte[] sealed) throws GeneralSecurityException {
    var head = ByteBuffer.wrap(sealed, 1, HEAD - 1);
    return keys.open(new UUID(head.getLong(), head.getLong()));
  }

  private UUID current() {
    var known = current;
    if (known == null) {
      known =
          rows.forTheRest().stream()
              .filter(keys::isAtHand)
              .findFirst()
              .map(DataKey::id)
              .orElseGet(this::first);
      current = known;
    }
    return known;
  }

  /** Two nodes that both come first make two: each opens what either sealed. */
  private UUID first() {
    var key = keys.create(DataKey.SEALED);
    rows.insert(key);
    return key.id();
  }

  private static SealBroken broken(String purpose) {
    log.atError()
        .addMarker(SecurityEvent.MARKER)
        .log("security event: sealed bytes for {} do not open where they stand", purpose);
    return new SealBroken(purpose);
  }

  private static byte[] associatedData(String... place) {
    if (place.length < 2) {
      throw new IllegalArgumentException("a place is a purpose and what tells it from others");
    }
    return new Place(Stream.concat(Stream.of("sealed"), Arrays.stream(place)).toList()).bytes();
  }
}
