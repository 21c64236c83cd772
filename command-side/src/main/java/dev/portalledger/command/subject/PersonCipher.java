package dev.portalledger.command.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import dev.portalledger.events.subject.SubjectId;
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

  private static final String NAME = "name";
  private static final String EMAIL = "email";

  private static final Logger log = LoggerFactory.getLogger(PersonCipher.class);

  private final SubjectKeys keys;

  PersonCipher(SubjectKeys keys) {
    this.keys = keys;
  }

  /** A person's fields under one key; null where nothing is known. */
  @SuppressWarnings("ArrayRecordComponent") // written to a row, never compared
  record Sealed(byte @Nullable [] name, byte @Nullable [] email) {}

  Sealed seal(SubjectId subject, Aead key, Person person) {
    return new Sealed(
        seal(subject, key, NAME, person.name()), seal(subject, key, EMAIL, person.email()));
  }

  Person open(StoredSubject row) {
    if (row.name() == null && row.email() == null) {
      return Person.NOBODY;
    }
    try {
      var key = keys.of(row);
      return new Person(
          open(row.id(), key, NAME, row.name()), open(row.id(), key, EMAIL, row.email()));
    } catch (GeneralSecurityException _) {
      log.atError()
          .addMarker(MarkerFactory.getMarker("SECURITY"))
          .log(
              "security event: what is kept of subject {} does not open where it stands", row.id());
      throw new IllegalStateException("subject " + row.id() + " does not open");
    }
  }

  private static byte @Nullable [] seal(
      SubjectId subject, Aead key, String field, @Nullable String value) {
    try {
      return value == null ? null : key.encrypt(value.getBytes(UTF_8), place(subject, field));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt for subject " + subject, e);
    }
  }

  private static @Nullable String open(
      SubjectId subject, Aead key, String field, byte @Nullable [] kept)
      throws GeneralSecurityException {
    return kept == null ? null : new String(key.decrypt(kept, place(subject, field)), UTF_8);
  }

  private static byte[] place(SubjectId subject, String field) {
    return ("subject|" + subject.value() + "|" + field).getBytes(UTF_8);
  }
}
