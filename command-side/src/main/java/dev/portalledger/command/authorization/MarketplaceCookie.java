package dev.portalledger.command.authorization;

import dev.portalledger.command.vault.Secrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/** Ties a waiting install to the browser that brought it. */
final class MarketplaceCookie {

  private static final String NAME = "__Host-marketplace";

  static ResponseCookie of(String secret, Duration lifetime) {
    return ResponseCookie.from(NAME, secret)
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .path("/")
        .maxAge(lifetime)
        .build();
  }

  static Optional<String> in(HttpServletRequest request) {
    var cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .filter(Secrets::looksLikeOne)
        .findFirst();
  }

  private MarketplaceCookie() {}
}
