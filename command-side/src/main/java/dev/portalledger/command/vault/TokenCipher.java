package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns tokens into ciphertexts that open in their own row and column only, and back. */
@Component
final class TokenCipher {

  private static final Logger log = LoggerFactory.getLogger(TokenCipher.class);

  private static final String ACCESS = "access";
  private static final String REFRESH = "refresh";

  private final Aead aead;
  private final Mac mac;
  private final long keyId;

  TokenCipher(KeyFolder keys) {
    this.aead = keys.vault();
    this.mac = keys.fingerprints();
    this.keyId = keys.vaultKeyId();
  }

  /** The key that encrypts from now on; older ones still decrypt. */
  long keyId() {
    return keyId;
  }

  SealedTokens seal(Tokens tokens, CredentialPlace place) {
    return new SealedTokens(
        encrypt(tokens.access().value(), place, ACCESS),
        tokens.accessExpiresAt(),
        encrypt(tokens.refresh().value(), place, REFRESH),
        fingerprint(tokens.refresh()));
  }

  AccessToken openAccess(StoredCredential row) {
    byte[] access = requireNonNull(row.tokens().access, "a living credential has its access token");
    return new AccessToken(decrypt(access, row.place(), ACCESS));
  }

  Tokens open(StoredCredential row) {
    return new Tokens(
        openAccess(row),
        requireNonNull(row.tokens().accessExpiresAt, "a living credential knows its expiry"),
        openRefresh(row));
  }

  RefreshToken openRefresh(StoredCredential row) {
    byte[] refresh = requireNonNull(row.tokens().refresh, "only a destroyed credential has none");
    return new RefreshToken(decrypt(refresh, row.place(), REFRESH));
  }

  private byte[] encrypt(String token, CredentialPlace place, String field) {
    try {
      return aead.encrypt(token.getBytes(StandardCharsets.UTF_8), place.field(field).bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt for credential " + place.id(), e);
    }
  }

  private String decrypt(byte[] ciphertext, CredentialPlace place, String field) {
    try {
      byte[] token = aead.decrypt(ciphertext, place.field(field).bytes());
      return new String(token, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException _) {
      log.atError()
          .addMarker(SecurityEvent.MARKER)
          .log(
              "security event: {} of credential {} of organization {} does not open where it"
                  + " stands; it was not used",
              field,
              place.id(),
              place.organization());
      throw new CredentialUnreadable(place.id(), field);
    }
  }

  private byte[] fingerprint(RefreshToken token) {
    try {
      return mac.computeMac(("refresh-token|" + token.value()).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot compute a fingerprint", e);
    }
  }
}
