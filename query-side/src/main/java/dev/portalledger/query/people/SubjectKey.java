package dev.portalledger.query.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Opens what is kept about a subject. What it cannot open stays closed; nothing is guessed. No key
 * of a subject is remembered, so that it is gone everywhere as soon as it is gone from its row.
 */
public final class SubjectKey {

  private static final byte[] SESSION = "web|session".getBytes(UTF_8);

  private final Aead aead;

  private SubjectKey(Aead aead) {
    this.aead = aead;
  }

  static SubjectKey in(Path folder) {
    Path file = folder.resolve("subject.json");
    try {
      AeadConfig.register();
      var keys =
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
      return new SubjectKey(keys.getPrimitive(RegistryConfiguration.get(), Aead.class));
    } catch (IOException | GeneralSecurityException e) {
      // Without the cause: its message could quote the file.
      throw new KeysUnusable(
          "ledger.keys.folder must hold a readable keyset subject.json: "
              + e.getClass().getSimpleName());
    }
  }

  /** Encrypts what a session remembers; it knows its member's name and address. */
  public byte[] sealSession(byte[] plain) {
    try {
      return aead.encrypt(plain, SESSION);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a session cannot be encrypted", e);
    }
  }

  /** Empty for what was not sealed as a session's with this key. */
  public Optional<byte[]> openSession(byte[] kept) {
    try {
      return Optional.of(aead.decrypt(kept, SESSION));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Encrypts who read something, for the command side to open. */
  public byte[] sealReader(byte[] plain, String disclosure) {
    try {
      return aead.encrypt(plain, ("disclosure|" + disclosure).getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a reader cannot be encrypted", e);
    }
  }

  /** Whether that is the key of a subject, wrapped with this one. */
  public boolean opens(byte[] wrapped, String subject) {
    return unwrap(wrapped, subject).isPresent();
  }

  /** The subject's own key; empty if it was not wrapped for this very subject. */
  Optional<Aead> unwrap(byte[] wrapped, String subject) {
    try {
      byte[] key = aead.decrypt(wrapped, ("subject-key|" + subject).getBytes(UTF_8));
      return Optional.of(new AesGcmJce(key));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** What stood under this key itself, before each subject had one of its own. */
  Aead firstForm() {
    return aead;
  }

  static Optional<String> open(Aead key, byte[] kept, String subject, String field) {
    try {
      byte[] context = ("subject|" + subject + "|" + field).getBytes(UTF_8);
      return Optional.of(new String(key.decrypt(kept, context), UTF_8));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
