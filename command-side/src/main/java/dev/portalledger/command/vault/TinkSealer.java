package dev.portalledger.command.vault;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Seals with the vault's keys, apart from the vault's own rows. */
@Component
final class TinkSealer implements Sealer {

  private static final Logger log = LoggerFactory.getLogger(TinkSealer.class);

  private final Aead keys;

  TinkSealer(KeyFolder keys) {
    this.keys = keys.vault();
  }

  @Override
  public byte[] seal(byte[] secret, String... place) {
    try {
      return keys.encrypt(secret, associatedData(place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt for " + place[0], e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String... place) {
    try {
      return keys.decrypt(sealed, associatedData(place));
    } catch (GeneralSecurityException _) {
      log.atError()
          .addMarker(SecurityEvent.MARKER)
          .log("security event: sealed bytes for {} do not open where they stand", place[0]);
      throw new SealBroken(place[0]);
    }
  }

  private static byte[] associatedData(String... place) {
    if (place.length < 2) {
      throw new IllegalArgumentException("a place is a purpose and what tells it from others");
    }
    return new Place(Stream.concat(Stream.of("sealed"), Arrays.stream(place)).toList()).bytes();
  }
}
