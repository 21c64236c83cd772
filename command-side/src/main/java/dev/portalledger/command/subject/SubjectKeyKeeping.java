package dev.portalledger.command.subject;

import static java.util.Objects.requireNonNull;

import dev.portalledger.command.vault.keys.Wrapped;
import java.security.GeneralSecurityException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives every subject from before there were keys one of its own, and brings all keys under the
 * current one, so that older ones can be retired. It may stop anywhere, for what is done is done.
 */
@Component
class SubjectKeyKeeping {

  private static final Logger log = LoggerFactory.getLogger(SubjectKeyKeeping.class);

  private static final int LOCKED_AT_ONCE = 50;
  private static final int BATCH = 500;

  private final SubjectRows rows;
  private final SubjectKeys keys;
  private final PersonCipher cipher;
  private final TransactionTemplate transaction;

  SubjectKeyKeeping(
      SubjectRows rows,
      SubjectKeys keys,
      PersonCipher cipher,
      PlatformTransactionManager transactions) {
    this.rows = rows;
    this.keys = keys;
    this.cipher = cipher;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Does all there is to do; returns how many keys were made or brought under the current one. */
  int round() {
    int done = giveKeys() + rewrapKeys();
    if (done > 0) {
      log.info("{} keys of subjects were made or brought under {}", done, keys.currentKeyId());
    }
    return done;
  }

  private int giveKeys() {
    int done = 0;
    var after = "";
    while (true) {
      var batch = given(after);
      if (batch.isEmpty()) {
        return done;
      }
      done += batch.size();
      after = batch.getLast().id().value();
    }
  }

  private List<StoredSubject> given(String after) {
    return requireNonNull(
        transaction.execute(
            _ -> {
              var batch = rows.inFirstForm(after, LOCKED_AT_ONCE);
              batch.forEach(this::giveKey);
              return batch;
            }));
  }

  private void giveKey(StoredSubject row) {
    try {
      var person = cipher.open(row);
      var made = keys.make(row.id());
      rows.insertKey(row.id(), made.wrapped());
      rows.update(row.id(), cipher.seal(row.id(), made.key(), person));
    } catch (IllegalStateException _) {
      log.warn("subject {} keeps what does not open", row.id()); // the cipher told why
    }
  }

  private int rewrapKeys() {
    int seen = 0;
    int done = 0;
    var batch = rows.notUnder(keys.currentKeyId(), "", BATCH);
    while (!batch.isEmpty()) {
      seen += batch.size();
      done += batch.stream().mapToInt(this::rewrap).sum();
      batch = rows.notUnder(keys.currentKeyId(), batch.getLast().id().value(), BATCH);
    }
    if (done < seen) {
      log.atError()
          .addMarker(MarkerFactory.getMarker("SECURITY"))
          .log("security event: {} keys of subjects do not unwrap where they stand", seen - done);
    }
    return done;
  }

  /** One that was destroyed or replaced meanwhile counts as done. */
  private int rewrap(StoredSubject row) {
    Wrapped old = requireNonNull(row.key());
    try {
      var _ = rows.replaceKey(row.id(), old, keys.rewrap(row.id(), old));
      return 1;
    } catch (GeneralSecurityException _) {
      return 0;
    }
  }
}
