package dev.portalledger.command.subject;

import com.google.crypto.tink.Mac;
import dev.portalledger.command.vault.KeyFolder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/** Finds an account's subject again without keeping the account: by a MAC of it. */
@Component
final class Lookups {

  private final Mac keys;

  Lookups(KeyFolder keys) {
    this.keys = keys.fingerprints();
  }

  byte[] of(Kind kind, String issuer, String account) {
    try {
      var key = kind + "|" + issuer + "|" + account;
      return keys.computeMac(key.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot compute a lookup", e);
    }
  }
}
