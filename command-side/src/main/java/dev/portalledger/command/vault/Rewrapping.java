package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import dev.portalledger.command.vault.keys.KeyEncryption;
import dev.portalledger.command.vault.keys.Wrapped;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings every data key under the current key, so that older ones can be retired; the tokens stay
 * as they are. It may stop anywhere, for what is done is done, and nobody waits for it, for nothing
 * is locked while a key service is asked.
 */
@Component
class Rewrapping {

  private static final Logger log = LoggerFactory.getLogger(Rewrapping.class);

  private static final int BATCH = 500;
  private static final int LOCKED_AT_ONCE = 50;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final KeyEncryption keys;
  private final DataKeyRows rows;
  private final KeyGiving giving;

  Rewrapping(KeyEncryption keys, DataKeyRows rows, KeyGiving giving) {
    this.keys = keys;
    this.rows = rows;
    this.giving = giving;
  }

  /** Other wrapped bytes for the same key. */
  record Fresh(DataKey old, Wrapped wrapped) {

    byte[] before() {
      return requireNonNull(old.wrapped()).bytes();
    }
  }

  /** Does all there is to do; returns how many data keys were brought under the current key. */
  int round() {
    long began = System.nanoTime();
    giveKeys();
    var current = keys.currentKeyId();
    int done = 0;
    var batch = rows.notUnder(current, BEFORE_ALL, BATCH);
    while (!batch.isEmpty()) {
      done += rows.replace(rewrapped(batch));
      batch = rows.notUnder(current, batch.getLast().id(), BATCH);
    }
    if (done > 0) {
      var took = Duration.ofNanos(System.nanoTime() - began);
      log.info("{} data keys were brought under {} in {} ms", done, current, took.toMillis());
    }
    return done;
  }

  private void giveKeys() {
    var batch = giving.give(new CredentialId(BEFORE_ALL), LOCKED_AT_ONCE);
    while (!batch.isEmpty()) {
      log.info("{} credentials that had no data key of their own were looked at", batch.size());
      batch = giving.give(batch.getLast(), LOCKED_AT_ONCE);
    }
  }

  private List<Fresh> rewrapped(List<DataKey> batch) {
    var atHand =
        batch.stream().filter(old -> keys.has(requireNonNull(old.wrapped()).keyId())).toList();
    var fresh = atHand.stream().flatMap(old -> rewrapped(old).stream()).toList();
    if (atHand.size() < batch.size()) {
      log.warn(
          "{} data keys were wrapped by keys that are not at hand", batch.size() - atHand.size());
    }
    if (fresh.size() < atHand.size()) {
      log.atError()
          .addMarker(SecurityEvent.MARKER)
          .log(
              "security event: {} data keys do not unwrap where they stand",
              atHand.size() - fresh.size());
    }
    return fresh;
  }

  private Optional<Fresh> rewrapped(DataKey old) {
    byte[] place = DataKey.place(old.id(), requireNonNull(old.owner()));
    try {
      byte[] key = keys.unwrap(requireNonNull(old.wrapped()), place);
      var wrapped = keys.wrap(key, place);
      Arrays.fill(key, (byte) 0);
      return Optional.of(new Fresh(old, wrapped));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }
}
