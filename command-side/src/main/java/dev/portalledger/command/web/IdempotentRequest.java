package dev.portalledger.command.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.ClaimAccessor;

/**
 * Tells requests with an Idempotency-Key apart. A key belongs to one caller and one route: another
 * organization's same key is another.
 */
final class IdempotentRequest {

  private final byte[] scope;
  private final byte[] fingerprint;

  private IdempotentRequest(byte[] scope, byte[] fingerprint) {
    this.scope = scope;
    this.fingerprint = fingerprint;
  }

  static IdempotentRequest of(ClaimAccessor caller, String key, HeldBody request) {
    var route = request.getMethod() + " " + request.getRequestURI();
    return new IdempotentRequest(
        hash(
            orDash(caller.getClaimAsString("org")),
            orDash(caller.getClaimAsString("iss")),
            orDash(caller.getClaimAsString("sub")),
            route,
            key),
        hash(
            route,
            orDash(request.getQueryString()),
            orDash(request.getContentType()),
            request.text()));
  }

  byte[] scope() {
    return scope.clone();
  }

  IdempotencyKey key() {
    return new IdempotencyKey(
        HexFormat.of().formatHex(scope), HexFormat.of().formatHex(fingerprint));
  }

  byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** Each field with its length before it: no two lists of fields give the same bytes. */
  private static byte[] hash(String... fields) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String field : fields) {
        byte[] bytes = field.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String orDash(@Nullable String text) {
    return text == null ? "-" : text;
  }
}
