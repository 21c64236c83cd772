package dev.portalledger.command.authorization;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where HubSpot's marketplace waits for a browser. It comes with the browser, so it is believed
 * only if it is HubSpot's own: anything else would be an open redirect.
 */
final class ReturnUrl {

  private static final Pattern HUBSPOT = Pattern.compile("app(-[a-z0-9]+)?\\.hubspot\\.com");
  private static final int LONGEST = 2048;

  /**
   * The address, if it is one of HubSpot's.
   *
   * @param authorizeUrl where we send browsers ourselves: the same place is HubSpot too
   */
  static Optional<URI> checked(@Nullable String told, URI authorizeUrl) {
    if (told == null || told.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var url = new URI(told);
      return isHubSpot(url) || isSamePlace(url, authorizeUrl)
          ? Optional.of(URI.create(url.toASCIIString()))
          : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static boolean isHubSpot(URI url) {
    var host = url.getHost();
    return "https".equals(url.getScheme())
        && host != null
        && host.equals(url.getRawAuthority()) // neither user nor port
        && HUBSPOT.matcher(host).matches();
  }

  private static boolean isSamePlace(URI url, URI other) {
    return other.getScheme().equals(url.getScheme())
        && other.getRawAuthority().equals(url.getRawAuthority());
  }

  private ReturnUrl() {}
}
