package dev.portalledger.standalone.hubspot;

/** HubSpot's own error pages: the browser stays there and the app hears nothing. */
enum InstallError {
  UNKNOWN_CLIENT(
      "Authorization failed because an invalid app client id was supplied. Please contact the app developer."),
  REDIRECT_MISMATCH(
      "Authorization failed as the redirect URL '%s' doesn't match the app's registered redirect URL. Please consult"
          + " the app developer."),
  INSUFFICIENT_SCOPES(
      "Authorization failed because the provided scopes are insufficient. Please contact the app developer."),
  SCOPE_MISMATCH(
      "Authorization failed because there is a mismatch between the scopes in the install URL and the app's"
          + " configured scopes. Please contact the app developer."),
  NO_PERMISSION("You don't have permission to connect this app."),
  TIER_LACKS_SCOPE(
      "You don't have permission to connect this app. Your account's subscription does not include everything the"
          + " app requires."),
  DEVELOPER_ACCOUNT("Apps can't be connected to a developer account. Please use a test account."),
  NO_SUCH_ACCOUNT("You don't have access to this account, or it doesn't exist."),
  NO_SUCH_USER("There is no such user in this sandbox."),
  UNSUPPORTED_CHALLENGE(
      "Authorization failed because only the code challenge method S256 is supported."),
  UNKNOWN_DECISION("The decision must be grant, deny or cancel.");

  private final String text;

  InstallError(String text) {
    this.text = text;
  }

  String text(InstallUrl url) {
    return text.formatted(url.redirectUri());
  }
}
