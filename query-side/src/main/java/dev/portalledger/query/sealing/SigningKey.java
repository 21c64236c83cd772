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
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs notes, c2sp.org/signed-note, with Ed25519; under each name it is another key to verifiers.
 */
final class SigningKey {

  private static final byte ED25519 = 1;
  private static final int KEY_ID_BYTES = 4;

  private final PrivateKey key;
  private final byte[] typeAndPublicKey;

  private SigningKey(PrivateKey key, byte[] publicKey) {
    this.key = key;
    this.typeAndPublicKey =
        ByteBuffer.allocate(1 + publicKey.length).put(ED25519).put(publicKey).array();
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
      var encoded = base64.decode(lines.get(1));
      return new SigningKey(
          KeyFactory.getInstance("Ed25519").generatePrivate(spec),
          Arrays.copyOfRange(encoded, encoded.length - Hashes.LENGTH, encoded.length));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " with the key that signs checkpoints is missing", e);
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IllegalStateException(file + " holds no key that signs checkpoints");
    }
  }

  /** What an auditor gives the verifier as {@code --vkey}. */
  String verifierKey(String name) {
    return "%s+%s+%s"
        .formatted(
            name,
            HexFormat.of().formatHex(id(name)),
            Base64.getEncoder().encodeToString(typeAndPublicKey));
  }

  private byte[] id(String name) {
    var prefix = (name + "\n").getBytes(UTF_8);
    var bytes = Arrays.copyOf(prefix, prefix.length + typeAndPublicKey.length);
    System.arraycopy(typeAndPublicKey, 0, bytes, prefix.length, typeAndPublicKey.length);
    return Hashes.first(bytes, KEY_ID_BYTES);
  }

  /** The text, an empty line, and the signature's line. */
  String note(String name, String text) {
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(text.getBytes(UTF_8));
      var signature = signer.sign();
      var bytes =
          ByteBuffer.allocate(KEY_ID_BYTES + signature.length).put(id(name)).put(signature).array();
      return "%s\n\u2014 %s %s\n".formatted(text, name, Base64.getEncoder().encodeToString(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with Ed25519", e);
    }
  }

  @Override
  public String toString() {
    return "SigningKey[redacted]";
  }
}
