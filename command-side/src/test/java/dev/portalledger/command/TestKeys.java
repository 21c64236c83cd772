package dev.portalledger.command;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.SignatureConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** Fresh keys in a folder as private as the real one has to be. */
public final class TestKeys {

  public static Path in(Path folder) {
    try {
      AeadConfig.register();
      MacConfig.register();
      SignatureConfig.register();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      write(folder.resolve("vault.json"), PredefinedAeadParameters.AES256_GCM);
      write(folder.resolve("subject.json"), PredefinedAeadParameters.AES256_GCM);
      write(folder.resolve("fingerprint.json"), PredefinedMacParameters.HMAC_SHA256_256BITTAG);
      write(
          folder.resolve("certificate.json"),
          Ed25519Parameters.create(Ed25519Parameters.Variant.NO_PREFIX));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A copy of a folder whose vault keyset has a newer key besides, which is the primary. */
  public static Path rotated(Path folder) throws IOException, GeneralSecurityException {
    var newer =
        KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
            .withRandomId()
            .makePrimary();
    return copyWith(folder, KeysetHandle.newBuilder(vault(folder)).addEntry(newer).build());
  }

  /** Makes a newer key the primary of a keyset in the folder itself; the older ones stay. */
  public static void rotate(Path folder, String file) {
    try {
      var newer =
          KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
              .withRandomId()
              .makePrimary();
      write(
          folder.resolve(file),
          KeysetHandle.newBuilder(keyset(folder, file)).addEntry(newer).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A copy of a folder whose vault keyset has its primary key only. */
  public static Path withoutOlder(Path folder) throws IOException, GeneralSecurityException {
    var keys = vault(folder);
    var primary =
        KeysetHandle.importKey(keys.getPrimary().getKey())
            .withFixedId(keys.getPrimary().getId())
            .makePrimary();
    return copyWith(folder, KeysetHandle.newBuilder().addEntry(primary).build());
  }

  private static KeysetHandle vault(Path folder) throws IOException, GeneralSecurityException {
    return keyset(folder, "vault.json");
  }

  private static KeysetHandle keyset(Path folder, String file)
      throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(folder.resolve(file)),
        RegistryConfiguration.get(),
        InsecureSecretKeyAccess.get());
  }

  private static Path copyWith(Path folder, KeysetHandle vault)
      throws IOException, GeneralSecurityException {
    var copy = Files.createTempDirectory("keys");
    for (var file : new String[] {"subject.json", "fingerprint.json", "certificate.json"}) {
      Files.copy(folder.resolve(file), copy.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
    }
    write(copy.resolve("vault.json"), vault);
    return copy;
  }

  private static void write(Path file, Parameters parameters)
      throws IOException, GeneralSecurityException {
    write(file, KeysetHandle.generateNew(parameters, RegistryConfiguration.get()));
  }

  private static void write(Path file, KeysetHandle keys)
      throws IOException, GeneralSecurityException {
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private TestKeys() {}
}
