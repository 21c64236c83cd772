package dev.portalledger.command.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import dev.portalledger.command.vault.keys.KeyEncryption;
import dev.portalledger.command.vault.keys.PrivateFiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys that no data key stands before, read once at the start from outside the database.
 * Without every one of them, or with one that others on this machine can read, the start is
 * refused: there is no plain-text mode.
 */
@Component
public final class KeyFolder {

  private final Aead subjects;
  private final KeyEncryption subjectKeys;
  private final Mac fingerprints;
  private final Ed25519PrivateKey certificates;

  KeyFolder(@Value("${ledger.keys.folder:}") String path) {
    var files = new PrivateFiles("ledger.keys.folder");
    var folder = files.folder(path);
    this.subjects = files.primitive(folder.resolve("subject.json"), Aead.class);
    this.subjectKeys = files.keyEncryption(folder.resolve("subject.json"));
    this.fingerprints = files.primitive(folder.resolve("fingerprint.json"), Mac.class);
    this.certificates = files.signing(folder.resolve("certificate.json"));
  }

  /** Encrypts sessions. Names and addresses too, before each subject had a key of its own. */
  public Aead subjects() {
    return subjects;
  }

  /**
   * The same keys, as what wraps the key of each subject. They are not those that wrap the keys of
   * credentials: the query side has these, and opens no token with them.
   */
  public KeyEncryption subjectKeys() {
    return subjectKeys;
  }

  /** Tells equal secrets and accounts without keeping them. */
  public Mac fingerprints() {
    return fingerprints;
  }

  /** Signs certificates of revocations. */
  public Ed25519PrivateKey certificates() {
    return certificates;
  }
}
