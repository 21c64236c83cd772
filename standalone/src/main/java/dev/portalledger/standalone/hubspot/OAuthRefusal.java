package dev.portalledger.standalone.hubspot;

/** What the token endpoints say no with; the name is HubSpot's {@code status}. */
enum OAuthRefusal {
  BAD_REFRESH_TOKEN("invalid_grant", "refresh token is invalid, expired or revoked"),
  MISMATCH_REFRESH_TOKEN_CLIENT("invalid_grant", "refresh token was not issued to this client"),
  BAD_AUTH_CODE("invalid_grant", "missing or unknown auth code"),
  EXPIRED_AUTH_CODE("invalid_grant", "auth code has expired"),
  BAD_REDIRECT_URI("invalid_grant", "redirect_uri is not the one the auth code was issued for"),
  BAD_CODE_VERIFIER("invalid_grant", "code_verifier does not match the code_challenge"),
  BAD_CLIENT_ID("invalid_client", "missing or unknown client id"),
  BAD_CLIENT_SECRET("invalid_client", "missing or wrong client secret"),
  BAD_GRANT_TYPE("unsupported_grant_type", "missing or unknown grant type"),
  BAD_SCOPES("invalid_scope", "missing or unknown scopes"),
  BAD_HUB("access_denied", "missing or unknown hub id");

  private final String error;
  private final String message;

  OAuthRefusal(String error, String message) {
    this.error = error;
    this.message = message;
  }

  String error() {
    return error;
  }

  String message() {
    return message;
  }
}
