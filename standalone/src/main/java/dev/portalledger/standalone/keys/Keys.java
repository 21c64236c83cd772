package dev.portalledger.standalone.keys;

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
import dev.portalledger.standalone.machine.CannotStart;
import dev.portalledger.standalone.machine.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * Tink keysets as private files: one each for tokens, personal data, fingerprints and certificates.
 */
public final class Keys {

  /** Makes the keysets that do not exist yet; never replaces one. */
  public static void makeMissing(Path folder) {
    try {
      AeadConfig.register();
      MacConfig.register();
      SignatureConfig.register();
      makeMissing(folder.resolve("vault.json"), PredefinedAeadParameters.AES256_GCM);
      makeMissing(folder.resolve("subject.json"), PredefinedAeadParameters.AES256_GCM);
      makeMissing(
          folder.resolve("fingerprint.json"), PredefinedMacParameters.HMAC_SHA256_256BITTAG);
      makeMissing(
          folder.resolve("certificate.json"),
          Ed25519Parameters.create(Ed25519Parameters.Variant.NO_PREFIX));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot make keys", e);
    }
  }

  /**
   * Adds a key to the keyset that wraps data keys. Nothing is wrapped by it yet, so that every node
   * can be restarted and know it before {@link #promote} makes it the one that wraps.
   */
  public static void add(Path folder) {
    change(
        folder,
        keyset ->
            KeysetHandle.newBuilder(keyset)
                .addEntry(
                    KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId())
                .build());
  }

  /** Lets the key that was added last wrap from now on; older ones still open what they wrapped. */
  public static void promote(Path folder) {
    change(
        folder,
        keyset -> {
          var changed = KeysetHandle.newBuilder(keyset);
          changed.getAt(changed.size() - 1).makePrimary();
          return changed.build();
        });
  }

  private interface Change {
    KeysetHandle of(KeysetHandle keyset) throws GeneralSecurityException;
  }

  private static void change(Path folder, Change change) {
    var file = folder.resolve("vault.json");
    if (Files.notExists(file)) {
      throw new CannotStart(
          "%s is missing: where a key service or the environment wraps, rotate it there."
              .formatted(file));
    }
    try {
      AeadConfig.register();
      var registered = RegistryConfiguration.get();
      var access = InsecureSecretKeyAccess.get();
      var keyset =
          TinkJsonProtoKeysetFormat.parseKeyset(PrivateFiles.read(file), registered, access);
      PrivateFiles.write(
          file, TinkJsonProtoKeysetFormat.serializeKeyset(change.of(keyset), registered, access));
    } catch (GeneralSecurityException e) {
      throw new CannotStart("%s is no keyset; it stays as it is.".formatted(file), e);
    }
  }

  private static void makeMissing(Path file, Parameters parameters)
      throws GeneralSecurityException {
    if (Files.notExists(file)) {
      var registered = RegistryConfiguration.get();
      var keyset = KeysetHandle.generateNew(parameters, registered);
      PrivateFiles.write(
          file,
          TinkJsonProtoKeysetFormat.serializeKeyset(
              keyset, registered, InsecureSecretKeyAccess.get()));
    }
  }

  /** The key that signs checkpoints: the private one and the public one, a line of base64 each. */
  public static void makeMissingSigningKey(Path folder) {
    var file = folder.resolve("signing-key");
    if (Files.exists(file)) {
      return;
    }
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var base64 = Base64.getEncoder();
      PrivateFiles.write(
          file,
          "%s\n%s\n"
              .formatted(
                  base64.encodeToString(pair.getPrivate().getEncoded()),
                  base64.encodeToString(pair.getPublic().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot make keys", e);
    }
  }

  private Keys() {}
}
