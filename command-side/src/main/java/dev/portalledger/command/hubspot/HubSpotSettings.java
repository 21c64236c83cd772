package dev.portalledger.command.hubspot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Our app at HubSpot, and where HubSpot is.
 *
 * @param redirectUri as registered at HubSpot, character by character; null means {@code
 *     {ledger.public-url}/oauth/hubspot/callback}
 * @param authorizeUrl where browsers are sent
 * @param apiUrl the only host this side calls
 * @param requiredScopes exactly the app's required ones at HubSpot
 * @param readTimeout how long a whole call may take
 */
@ConfigurationProperties("ledger.hubspot")
public record HubSpotSettings(
    String clientId,
    String clientSecret,
    @Nullable URI redirectUri,
    @DefaultValue("https://app.hubspot.com") URI authorizeUrl,
    @DefaultValue("https://api.hubapi.com") URI apiUrl,
    @DefaultValue({
          "oauth",
          "crm.objects.companies.read",
          "crm.objects.contacts.read",
          "crm.objects.deals.read",
          "crm.objects.owners.read",
          "crm.schemas.companies.read",
          "crm.schemas.contacts.read",
          "crm.schemas.deals.read"
        })
        List<String> requiredScopes,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {

  public HubSpotSettings {
    requireText("client-id", clientId);
    requireText("client-secret", clientSecret);
    if (redirectUri != null) {
      requireSafe("redirect-uri", redirectUri);
    }
    requireSafe("authorize-url", authorizeUrl);
    requireSafe("api-url", apiUrl);
    if (requiredScopes.isEmpty() || requiredScopes.stream().anyMatch(String::isBlank)) {
      throw wrong("required-scopes", "must name at least one scope and no empty one");
    }
    requirePositive("connect-timeout", connectTimeout);
    requirePositive("read-timeout", readTimeout);
    authorizeUrl = withoutSlash(authorizeUrl);
    apiUrl = withoutSlash(apiUrl);
    requiredScopes = requiredScopes.stream().distinct().sorted().toList();
  }

  @Override
  public String toString() {
    return "HubSpotSettings[clientId=%s, authorizeUrl=%s, apiUrl=%s]"
        .formatted(clientId, authorizeUrl, apiUrl);
  }

  private static void requireText(String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw wrong(key, "must be set");
    }
  }

  /** Secrets travel there: plain http is for this machine only. */
  private static void requireSafe(String key, URI uri) {
    var host = String.valueOf(uri.getHost());
    var local =
        host.equals("localhost")
            || host.endsWith(".localhost")
            || host.equals("127.0.0.1")
            || host.equals("[::1]");
    if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && local)) {
      throw wrong(key, "must be an https address (http only for localhost), was " + uri);
    }
    if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
      throw wrong(key, "must have neither user, query nor fragment");
    }
  }

  private static URI withoutSlash(URI uri) {
    var text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  private static void requirePositive(String key, Duration value) {
    if (!value.isPositive()) {
      throw wrong(key, "must be positive, was " + value);
    }
  }

  private static IllegalArgumentException wrong(String key, String what) {
    return new IllegalArgumentException("ledger.hubspot." + key + " " + what);
  }
}
