package dev.portalledger.standalone.hubspot;

import java.util.List;

/** Who let the app into which account, and how far. */
record Consent(long hubId, long userId, String email, List<String> scopes) {

  Consent {
    scopes = List.copyOf(scopes);
  }

  boolean sameUserAs(Consent other) {
    return userId == other.userId;
  }
}
