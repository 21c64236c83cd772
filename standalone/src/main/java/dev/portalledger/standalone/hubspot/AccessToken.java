package dev.portalledger.standalone.hubspot;

import java.time.Instant;

/**
 * Lets the bearer into one account until it expires; revoking the grant does not shorten its life.
 */
record AccessToken(Token token, Consent consent, Instant expiresAt, boolean uninstalled) {

  AccessToken afterUninstall() {
    return new AccessToken(token, consent, expiresAt, true);
  }
}
