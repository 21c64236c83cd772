package dev.portalledger.query.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Signs notes, c2sp.org/signed-note, with Ed25519, and knows its own signatures again. */
final class SigningKey {

  private final PrivateKey key;
  private final java.security.PublicKey verifying;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey key, byte[] encoded) throws GeneralSecurityException {
    this.key = key;
    this.verifying =
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    this.publicKey =
        PublicKey.ed25519(
            Arrays.copyOfRange(encoded, encoded.length - Hashes.LENGTH, encoded.length));
  }

  /**
   * Reads the private key (PKCS #8) and the public one (X.509), a line of base64 each.
   *
   * @throws IllegalStateException with the file's name and nothing of its content
   */
  static SigningKey in(Path file) {
    try {
      var lines = Files.readAllLines(file);
      var base64 = Base64.getDecoder();
      var spec = new PKCS8EncodedKeySpec(base64.decode(lines.get(0)));
      return new SigningKey(
          KeyFactory.getInstance("Ed25519").generatePrivate(spec), base64.decode(lines.get(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " with the key that signs checkpoints is missing", e);
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalStateException(file + " holds no key that signs checkpoints");
    }
  }

  PublicKey publicKey() {
    return publicKey;
  }

  String verifierKey(String name) {
    return publicKey.verifierKey(name);
  }

  /** The line that goes under a text. */
  String line(String name, String text) {
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(text.getBytes(UTF_8));
      var signature = signer.sign();
      var bytes =
          ByteBuffer.allocate(PublicKey.ID_BYTES + signature.length)
              .put(publicKey.id(name))
              .put(signature)
              .array();
      return "\u2014 %s %s\n".formatted(name, Base64.getEncoder().encodeToString(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }

  /** Whether a line under a text says that this key signed it. */
  boolean claims(String name, byte[] lineBytes) {
    return lineBytes.length > PublicKey.ID_BYTES
        && Arrays.equals(
            lineBytes, 0, PublicKey.ID_BYTES, publicKey.id(name), 0, PublicKey.ID_BYTES);
  }

  boolean signed(String text, byte[] lineBytes) {
    try {
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(verifying);
      verifier.update(text.getBytes(UTF_8));
      return verifier.verify(lineBytes, PublicKey.ID_BYTES, lineBytes.length - PublicKey.ID_BYTES);
    } catch (GeneralSecurityException notOne) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "SigningKey[redacted]";
  }
}
