package dev.portalledger.command.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.subtle.Ed25519Sign;
import dev.portalledger.command.vault.KeyFolder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Signs certificates with the installation's own Ed25519 key. */
@Component
final class CertificateKey {

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final PublicKeySign key;
  private final byte[] publicKey;

  /** The public part is what everybody else needs. */
  @AccessesPartialKey
  CertificateKey(KeyFolder keys) throws GeneralSecurityException {
    var pair = keys.certificates();
    this.key = Ed25519Sign.create(pair);
    this.publicKey = pair.getPublicKey().getPublicKeyBytes().toByteArray();
  }

  /** The thumbprint of the public key (RFC 7638). */
  String id() {
    var jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(publicKey());
    try {
      return TEXT.encodeToString(MessageDigest.getInstance("SHA-256").digest(jwk.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As in a JWK's {@code x}. */
  String publicKey() {
    return TEXT.encodeToString(publicKey);
  }

  Jws sign(byte[] payload) {
    var header = "{\"alg\":\"EdDSA\",\"kid\":\"%s\"}".formatted(id());
    var protectedHeader = TEXT.encodeToString(header.getBytes(UTF_8));
    var text = TEXT.encodeToString(payload);
    try {
      byte[] signature = key.sign((protectedHeader + "." + text).getBytes(UTF_8));
      return new Jws(protectedHeader, text, TEXT.encodeToString(signature));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the certificate's key does not sign", e);
    }
  }
}
