package dev.portalledger.command.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.command.vault.keys.KeyEncryption;
import dev.portalledger.command.vault.keys.Wrapped;
import dev.portalledger.events.subject.SubjectId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * Makes and unwraps the key of one subject. Nothing is remembered: each use takes the wrapped key
 * from its row, so that with the row the key is gone at once and everywhere. That costs
 * microseconds, for the key that wraps is in this process's memory. The query side unwraps too, so
 * the associated data MUST stay {@code subject-key|<subject id>} in UTF-8.
 */
@Component
final class SubjectKeys {

  private static final int BYTES = 32;

  private final KeyEncryption keys;
  private final Aead firstForm;
  private final SecureRandom random = new SecureRandom();

  SubjectKeys(KeyFolder folder) {
    this.keys = folder.subjectKeys();
    this.firstForm = folder.subjects();
  }

  /** A new key, and how it is kept. */
  record Made(Aead key, Wrapped wrapped) {}

  Made make(SubjectId subject) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    try {
      return new Made(new AesGcmJce(key), keys.wrap(key, place(subject)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The subject's own key, or the one that rows in the first form share. */
  Aead of(StoredSubject row) throws GeneralSecurityException {
    var wrapped = row.key();
    if (wrapped == null) {
      return firstForm;
    }
    byte[] key = keys.unwrap(wrapped, place(row.id()));
    try {
      return new AesGcmJce(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  String currentKeyId() {
    return keys.currentKeyId();
  }

  /** The same key under the current one. */
  Wrapped rewrap(SubjectId subject, Wrapped old) throws GeneralSecurityException {
    byte[] key = keys.unwrap(old, place(subject));
    try {
      return keys.wrap(key, place(subject));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] place(SubjectId subject) {
    return ("subject-key|" + subject.value()).getBytes(UTF_8);
  }
}
