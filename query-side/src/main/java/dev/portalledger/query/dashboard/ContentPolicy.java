package dev.portalledger.query.dashboard;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a page may load, and where its forms may lead. Nothing inline, nothing from outside. */
record ContentPolicy(SignInSettings signIn, AddressSettings address) {

  /** An install from the marketplace returns to HubSpot's host of the portal's region. */
  private static final String HUBSPOT_ANYWHERE = "https://*.hubspot.com";

  String directives() {
    return String.join(
        "; ",
        List.of(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self' " + formTargets()));
  }

  /** Browsers apply form-action to the redirects behind a form too: to HubSpot, and to sign out. */
  private String formTargets() {
    return Stream.concat(
            Stream.of(address.hubspot().authorizeUrl(), signIn.issuer()).map(ContentPolicy::origin),
            Stream.of(HUBSPOT_ANYWHERE))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
