package dev.portalledger.command.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys, read once at the start from outside the database. Without every one of them, or with
 * one that others on this machine can read, the start is refused: there is no plain-text mode.
 */
@Component
public final class KeyFolder {

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final KeysetHandle vaultKeys;
  private final Aead vault;
  private final Aead subjects;
  private final Mac fingerprints;

  KeyFolder(@Value("${ledger.keys.folder:}") String path) {
    if (path.isBlank()) {
      throw new KeysUnusable("it is not set");
    }
    register();
    var folder = Path.of(path);
    requirePrivate(folder, "folder");
    this.vaultKeys = read(folder.resolve("vault.json"));
    this.vault = primitive(vaultKeys, Aead.class, folder.resolve("vault.json"));
    this.subjects = primitive(folder.resolve("subject.json"), Aead.class);
    this.fingerprints = primitive(folder.resolve("fingerprint.json"), Mac.class);
  }

  /** Encrypts tokens and everything else the command side alone reads. */
  public Aead vault() {
    return vault;
  }

  /** Encrypts names and addresses; the query side reads them with the same keys. */
  public Aead subjects() {
    return subjects;
  }

  /** Tells equal secrets and accounts without keeping them. */
  public Mac fingerprints() {
    return fingerprints;
  }

  long vaultKeyId() {
    return Integer.toUnsignedLong(vaultKeys.getPrimary().getId());
  }

  private static void register() {
    try {
      AeadConfig.register();
      MacConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink's own key types cannot be registered", e);
    }
  }

  private static <P> P primitive(Path file, Class<P> kind) {
    return primitive(read(file), kind, file);
  }

  private static <P> P primitive(KeysetHandle keys, Class<P> kind, Path file) {
    try {
      return keys.getPrimitive(RegistryConfiguration.get(), kind);
    } catch (GeneralSecurityException _) {
      throw new KeysUnusable("%s holds no keys for %s".formatted(file, kind.getSimpleName()));
    }
  }

  private static KeysetHandle read(Path file) {
    requirePrivate(file, "file");
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (IOException _) {
      throw new KeysUnusable("%s cannot be read".formatted(file));
    } catch (GeneralSecurityException _) {
      // Its message could quote the file.
      throw new KeysUnusable("%s is no Tink JSON keyset".formatted(file));
    }
  }

  private static void requirePrivate(Path path, String what) {
    if (!Files.exists(path)) {
      throw new KeysUnusable("the %s %s does not exist".formatted(what, path));
    }
    try {
      var open = EnumSet.copyOf(OF_OTHERS);
      open.retainAll(Files.getPosixFilePermissions(path));
      if (!open.isEmpty()) {
        throw new KeysUnusable("the %s %s is open to group or others".formatted(what, path));
      }
    } catch (IOException | UnsupportedOperationException _) {
      throw new KeysUnusable("who may read the %s %s cannot be told".formatted(what, path));
    }
  }
}
