package dev.portalledger.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;

/** A folder with a fresh key that signs checkpoints, and nothing signed. */
public final class SignerFolder {

  public static Path fresh() {
    try {
      var base64 = Base64.getEncoder();
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Path folder = Files.createTempDirectory("ledger-signer");
      Files.write(
          folder.resolve("signing-key"),
          List.of(
              base64.encodeToString(pair.getPrivate().getEncoded()),
              base64.encodeToString(pair.getPublic().getEncoded())));
      return folder;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SignerFolder() {}
}
