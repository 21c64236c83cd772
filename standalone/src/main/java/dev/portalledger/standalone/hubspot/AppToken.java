package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import java.util.List;

/** The app's own token ({@code client_credentials}); only the journal takes it. */
record AppToken(Token token, List<String> scopes, Instant expiresAt) {

  AppToken {
    scopes = List.copyOf(scopes);
  }
}
