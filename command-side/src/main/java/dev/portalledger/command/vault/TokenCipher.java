package dev.portalledger.command.vault;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.Mac;
import dev.portalledger.command.vault.keys.FirstForm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns tokens into ciphertexts that open in their own row and column only, and back. */
@Component
final class TokenCipher {

  private static final Logger log = LoggerFactory.getLogger(TokenCipher.class);

  private static final String ACCESS = "access";
  private static final String REFRESH = "refresh";

  private final DataKeys keys;
  private final FirstForm firstForm;
  private final Mac mac;
  private final CredentialFacts facts;

  TokenCipher(DataKeys keys, FirstForm firstForm, KeyFolder folder, CredentialFacts facts) {
    this.keys = keys;
    this.firstForm = firstForm;
    this.mac = folder.fingerprints();
    this.facts = facts;
  }

  /** The key of a credential; a new one, yet to be stored, if it stands in the first form. */
  DataKey keyOf(CredentialId credential, @Nullable DataKey present) {
    return present == null ? keys.create(credential.toString()) : keys.complete(present);
  }

  void forget(UUID key) {
    keys.forget(key);
  }

  SealedTokens seal(Tokens tokens, CredentialPlace place, DataKey key) {
    return new SealedTokens(
        encrypt(tokens.access().value(), place, ACCESS, key),
        tokens.accessExpiresAt(),
        encrypt(tokens.refresh().value(), place, REFRESH, key),
        fingerprint(tokens.refresh()));
  }

  /** The same tokens under a new key. */
  StoredCredential reseal(StoredCredential row) {
    var key = keys.create(row.place().id().toString());
    var place = row.place().under(key, row.version());
    var old = row.tokens();
    var sealed =
        new SealedTokens(
            old.access == null ? null : encrypt(openAccess(row).value(), place, ACCESS, key),
            old.accessExpiresAt,
            encrypt(openRefresh(row).value(), place, REFRESH, key),
            old.fingerprint);
    return new StoredCredential(place, row.version(), sealed, key);
  }

  AccessToken openAccess(StoredCredential row) {
    byte[] access = requireNonNull(row.tokens().access, "a living credential has its access token");
    return new AccessToken(decrypt(access, row, ACCESS));
  }

  Tokens open(StoredCredential row) {
    return new Tokens(
        openAccess(row),
        requireNonNull(row.tokens().accessExpiresAt, "a living credential knows its expiry"),
        openRefresh(row));
  }

  /** One that is not the one it is counted as would be revoked, or spared, in another's place. */
  RefreshToken openRefresh(StoredCredential row) {
    byte[] refresh = requireNonNull(row.tokens().refresh, "only a destroyed credential has none");
    var token = new RefreshToken(decrypt(refresh, row, REFRESH));
    if (!Arrays.equals(fingerprint(token), row.tokens().fingerprint)) {
      throw unreadable(row.place(), "fingerprint");
    }
    return token;
  }

  private byte[] encrypt(String token, CredentialPlace place, String field, DataKey key) {
    try {
      return keys.open(key)
          .encrypt(token.getBytes(StandardCharsets.UTF_8), place.field(field).bytes());
    } catch (GeneralSecurityException _) {
      throw unreadable(place, "key");
    }
  }

  private String decrypt(byte[] ciphertext, StoredCredential row, String field) {
    byte[] place = row.place().field(field).bytes();
    try {
      byte[] token =
          row.key() == null
              ? firstForm.decrypt(ciphertext, place)
              : keys.open(row.key()).decrypt(ciphertext, place);
      return new String(token, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException _) {
      throw unreadable(row.place(), field);
    }
  }

  /** One that ended while it was being read lost its key rightly. */
  private CredentialUnreadable unreadable(CredentialPlace place, String field) {
    if (!facts.isDestroyed(place.id())) {
      log.atError()
          .addMarker(SecurityEvent.MARKER)
          .log(
              "security event: {} of credential {} of organization {} does not open where it"
                  + " stands; it was not used",
              field,
              place.id(),
              place.organization());
    }
    return new CredentialUnreadable(place.id(), field);
  }

  private byte[] fingerprint(RefreshToken token) {
    try {
      return mac.computeMac(("refresh-token|" + token.value()).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot compute a fingerprint", e);
    }
  }
}
