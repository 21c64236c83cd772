package dev.portalledger.command.subject;

import com.google.crypto.tink.Aead;
import dev.portalledger.command.vault.KeyFolder;
import dev.portalledger.events.subject.SubjectId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.springframework.stereotype.Component;

/**
 * Encrypts names and addresses. The query side decrypts them, so the associated data MUST stay
 * {@code subject|<subject id>|name} and {@code subject|<subject id>|email} in UTF-8.
 */
@Component
final class PersonCipher {

  static final String NAME = "name";
  static final String EMAIL = "email";

  private static final Logger log = LoggerFactory.getLogger(PersonCipher.class);

  private final Aead keys;

  PersonCipher(KeyFolder keys) {
    this.keys = keys.subjects();
  }

  byte[] encrypt(SubjectId subject, String field, String value) {
    try {
      return keys.encrypt(value.getBytes(StandardCharsets.UTF_8), associatedData(subject, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt for subject " + subject, e);
    }
  }

  @Nullable String decrypt(SubjectId subject, String field, byte @Nullable [] ciphertext) {
    if (ciphertext == null) {
      return null;
    }
    try {
      return new String(
          keys.decrypt(ciphertext, associatedData(subject, field)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException _) {
      log.atError()
          .addMarker(MarkerFactory.getMarker("SECURITY"))
          .log("security event: {} of subject {} does not open where it stands", field, subject);
      throw new IllegalStateException(field + " of subject " + subject + " does not open");
    }
  }

  private static byte[] associatedData(SubjectId subject, String field) {
    return ("subject|" + subject.value() + "|" + field).getBytes(StandardCharsets.UTF_8);
  }
}
