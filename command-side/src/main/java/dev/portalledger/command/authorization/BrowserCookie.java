package dev.portalledger.command.authorization;

import dev.portalledger.command.vault.Secrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;

/** Ties an attempt to the browser that set out. SameSite=Lax, because it has to come back. */
final class BrowserCookie {

  private static final String NAME = "__Host-oauth";

  static ResponseCookie of(String secret, Duration lifetime) {
    return ResponseCookie.from(NAME, secret)
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .path("/")
        .maxAge(lifetime)
        .build();
  }

  /** The browser's secret if it has one that we made: its other attempts stay valid beside this. */
  static String inOrFresh(HttpServletRequest request) {
    var secret = in(request);
    return secret != null && Secrets.looksLikeOne(secret) ? secret : Secrets.random();
  }

  static @Nullable String in(HttpServletRequest request) {
    var cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .findFirst()
        .orElse(null);
  }

  private BrowserCookie() {}
}
