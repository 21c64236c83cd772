package dev.portalledger.command.vault.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.signature.SignatureConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;

/** Reads secrets from files that no other user of this machine can read. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final String setting;

  /**
   * @param setting that named the files, for whoever has to correct it
   */
  public PrivateFiles(String setting) {
    this.setting = setting;
  }

  /** The folder that was set, if it is one and private. */
  public Path folder(String path) {
    if (path.isBlank()) {
      throw new KeysUnusable(setting, "it is not set");
    }
    var folder = Path.of(path);
    requirePrivate(folder, "folder");
    return folder;
  }

  /** What a Tink keyset in JSON is good for. */
  public <P> P primitive(Path file, Class<P> kind) {
    return primitive(keyset(text(file), file.toString()), kind, file.toString());
  }

  /** A Tink keyset in JSON as what wraps keys: its primary does, all unwrap. */
  public KeyEncryption keyEncryption(Path file) {
    var keyset = keyset(text(file), file.toString());
    return new LocalKeys(keyset, primitive(keyset, Aead.class, file.toString()));
  }

  <P> P primitive(KeysetHandle keys, Class<P> kind, String name) {
    try {
      return keys.getPrimitive(RegistryConfiguration.get(), kind);
    } catch (GeneralSecurityException _) {
      throw new KeysUnusable(
          setting, "%s holds no keys for %s".formatted(name, kind.getSimpleName()));
    }
  }

  /** The primary key of a Tink keyset of Ed25519. */
  public Ed25519PrivateKey signing(Path file) {
    if (keyset(text(file), file.toString()).getPrimary().getKey()
        instanceof Ed25519PrivateKey key) {
      return key;
    }
    throw new KeysUnusable(setting, "%s holds no keys for Ed25519".formatted(file));
  }

  KeysetHandle keyset(String json, String name) {
    try {
      AeadConfig.register();
      MacConfig.register();
      SignatureConfig.register();
      return TinkJsonProtoKeysetFormat.parseKeyset(
          json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException _) {
      // Its message could quote the keys.
      throw new KeysUnusable(setting, "%s is no Tink JSON keyset".formatted(name));
    }
  }

  String text(Path file) {
    requirePrivate(file, "file");
    try {
      return Files.readString(file);
    } catch (IOException _) {
      throw new KeysUnusable(setting, "%s cannot be read".formatted(file));
    }
  }

  private void requirePrivate(Path path, String what) {
    if (!Files.exists(path)) {
      throw new KeysUnusable(setting, "the %s %s does not exist".formatted(what, path));
    }
    try {
      var open = EnumSet.copyOf(OF_OTHERS);
      open.retainAll(Files.getPosixFilePermissions(path));
      if (!open.isEmpty()) {
        throw new KeysUnusable(
            setting, "the %s %s is open to group or others".formatted(what, path));
      }
    } catch (IOException | UnsupportedOperationException _) {
      throw new KeysUnusable(
          setting, "who may read the %s %s cannot be told".formatted(what, path));
    }
  }
}
