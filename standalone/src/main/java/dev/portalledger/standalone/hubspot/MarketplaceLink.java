package dev.portalledger.standalone.hubspot;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What the marketplace's Install button leads to: no state, and no challenge of the app's. */
final class MarketplaceLink {

  /** Empty for an app that registered no way back from the marketplace. */
  static String to(AppRegistration app) {
    return app.redirectUrls().stream()
        .filter(AppRegistration::isForMarketplace)
        .findFirst()
        .map(
            back ->
                "/oauth/authorize?client_id=%s&redirect_uri=%s&scope=%s"
                    .formatted(
                        encoded(app.clientId()),
                        encoded(back),
                        encoded(String.join(" ", app.requiredScopes()))))
        .orElse("");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private MarketplaceLink() {}
}
