package dev.portalledger.command.invitation;

import dev.portalledger.command.vault.Secrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows a browser again that has no session. The page that shows an invitation sets the cookie, and
 * puts the same value into its forms: another site can neither read it nor, as its name begins with
 * {@code __Host-}, set it. So a form that carries both came from a page of ours, in this browser.
 */
public final class VisitorCookie {

  private static final String NAME = "__Host-invited";

  /**
   * The hash of the browser's secret.
   *
   * @param told what the form says the cookie is
   * @return empty if the browser has none, or the form is not from a page it was shown
   */
  public static Optional<byte[]> confirmed(HttpServletRequest request, @Nullable String told) {
    var cookie = in(request);
    return cookie != null && told != null && isSame(cookie, told)
        ? Optional.of(Secrets.hash(cookie))
        : Optional.empty();
  }

  private static @Nullable String in(HttpServletRequest request) {
    var cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .filter(Secrets::looksLikeOne)
        .findFirst()
        .orElse(null);
  }

  private static boolean isSame(String cookie, String told) {
    return MessageDigest.isEqual(
        cookie.getBytes(StandardCharsets.UTF_8), told.getBytes(StandardCharsets.UTF_8));
  }

  private VisitorCookie() {}
}
