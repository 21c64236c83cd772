import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that signs notes, c2sp.org/signed-note. */
@SuppressWarnings("DefaultPackage")
record TestKey(String name, KeyPair pair) {

  static TestKey of(String name) {
    try {
      return new TestKey(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String verifierKey() {
    return "%s+%s+%s"
        .formatted(
            name, HexFormat.of().formatHex(id()), Base64.getEncoder().encodeToString(typeAndKey()));
  }

  private byte[] id() {
    return Arrays.copyOf(Recorded.sha256((name + "\n").getBytes(UTF_8), typeAndKey()), 4);
  }

  private byte[] typeAndKey() {
    var encoded = pair.getPublic().getEncoded();
    var bytes = new byte[33];
    bytes[0] = 1;
    System.arraycopy(encoded, encoded.length - 32, bytes, 1, 32);
    return bytes;
  }

  String note(String text) {
    return text + "\n" + line(text);
  }

  String line(String text) {
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(text.getBytes(UTF_8));
      var signature = signer.sign();
      var bytes = Arrays.copyOf(id(), 4 + signature.length);
      System.arraycopy(signature, 0, bytes, 4, signature.length);
      return "\u2014 %s %s\n".formatted(name, Base64.getEncoder().encodeToString(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
