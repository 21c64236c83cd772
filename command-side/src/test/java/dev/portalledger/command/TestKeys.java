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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** Fresh keys in a folder as private as the real one has to be. */
public final class TestKeys {

  public static Path in(Path folder) {
    try {
      AeadConfig.register();
      MacConfig.register();
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      write(folder.resolve("vault.json"), PredefinedAeadParameters.AES256_GCM);
      write(folder.resolve("subject.json"), PredefinedAeadParameters.AES256_GCM);
      write(folder.resolve("fingerprint.json"), PredefinedMacParameters.HMAC_SHA256_256BITTAG);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, Parameters parameters)
      throws IOException, GeneralSecurityException {
    var keys = KeysetHandle.generateNew(parameters, RegistryConfiguration.get());
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private TestKeys() {}
}
