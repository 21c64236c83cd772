package dev.portalledger.standalone.hubspot;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the app put into the URL it sent the browser to. */
record InstallUrl(
    String clientId,
    String redirectUri,
    List<String> scopes,
    List<String> optionalScopes,
    Optional<String> state,
    Pkce pkce) {

  static InstallUrl of(Map<String, String> parameters) {
    return new InstallUrl(
        parameters.getOrDefault("client_id", ""),
        parameters.getOrDefault("redirect_uri", ""),
        words(parameters.getOrDefault("scope", "")),
        words(parameters.getOrDefault("optional_scope", "")),
        Optional.ofNullable(parameters.get("state")),
        new Pkce(parameters.get("code_challenge"), parameters.get("code_challenge_method")));
  }

  /** The way back to the app; only for a redirect URI that was found registered. */
  String backWith(String... namesAndValues) {
    var query = new StringBuilder(redirectUri).append(redirectUri.contains("?") ? '&' : '?');
    for (int i = 0; i < namesAndValues.length; i += 2) {
      query
          .append(i == 0 ? "" : "&")
          .append(namesAndValues[i])
          .append('=')
          .append(encoded(namesAndValues[i + 1]));
    }
    state.ifPresent(value -> query.append("&state=").append(encoded(value)));
    return query.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).distinct().toList();
  }

  /** Optional; enforced once sent. */
  record Pkce(@Nullable String challenge, @Nullable String method) {

    boolean supported() {
      return challenge == null || "S256".equals(method);
    }
  }
}
