package dev.portalledger.query.invitations;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;

/**
 * Knows a browser again that has no session. Forms carry its value too; the command side takes only
 * those where both are the same.
 */
final class VisitorCookie {

  static final String NAME = "__Host-invited";

  /** A week in which the link is good, and a week in which what came of it may be disputed. */
  private static final Duration LIFETIME = Duration.ofDays(14);

  private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  static Optional<String> in(HttpServletRequest request) {
    return value(request, NAME);
  }

  /** A secret of ours in a cookie. */
  static Optional<String> value(HttpServletRequest request, String name) {
    var cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .filter(VisitorCookie::looksLikeOne)
        .findFirst();
  }

  static boolean looksLikeOne(String secret) {
    return OURS.matcher(secret).matches();
  }

  static String fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static ResponseCookie of(String secret) {
    return cookie(NAME, secret, LIFETIME);
  }

  static ResponseCookie cookie(String name, String value, Duration lifetime) {
    return ResponseCookie.from(name, value)
        .secure(true)
        .httpOnly(true)
        .sameSite("Lax")
        .path("/")
        .maxAge(lifetime)
        .build();
  }

  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private VisitorCookie() {}
}
