package dev.portalledger.standalone.hubspot;

import java.util.Optional;

/** Client id and secret stand in the form body; HubSpot documents no other way. */
final class ClientCheck {

  static Optional<OAuthRefusal> refuses(FormBody form, AppRegistration app) {
    if (!form.readable()) {
      return Optional.of(OAuthRefusal.BAD_GRANT_TYPE);
    }
    if (!form.has("client_id", app.clientId())) {
      return Optional.of(OAuthRefusal.BAD_CLIENT_ID);
    }
    return form.has("client_secret", app.clientSecret())
        ? Optional.empty()
        : Optional.of(OAuthRefusal.BAD_CLIENT_SECRET);
  }

  private ClientCheck() {}
}
