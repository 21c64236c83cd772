package dev.portalledger.standalone.hubspot;

/** What came of a call to the token endpoint. */
sealed interface TokenOutcome {

  /** A refresh token, old or new, and a new access token. */
  record TokensIssued(Grant grant, AccessToken access) implements TokenOutcome {}

  /** A token of the app itself. */
  record AppTokenIssued(AppToken token) implements TokenOutcome {}

  /** Nothing was issued. */
  record Refused(OAuthRefusal refusal) implements TokenOutcome {}
}
