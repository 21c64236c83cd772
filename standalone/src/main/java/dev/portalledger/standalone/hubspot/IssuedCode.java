package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code on its way through the browser.
 *
 * @param challenge PKCE S256; null when the app sent none
 */
record IssuedCode(
    Token code,
    Client client,
    @Nullable String challenge,
    Consent consent,
    Instant issuedAt,
    boolean used) {

  IssuedCode spent() {
    return new IssuedCode(code, client, challenge, consent, issuedAt, true);
  }

  /** Who may exchange it, and with which redirect URI. */
  record Client(String clientId, String redirectUri) {}
}
