package dev.portalledger.standalone.hubspot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A code, refresh token or access token; prints as nothing. */
record Token(@JsonValue String value) {

  @JsonCreator
  Token {}

  boolean is(@Nullable String text) {
    return value.equals(text);
  }

  /** SHA-256 in hex: lets a test tell two tokens apart without seeing either. */
  String fingerprint() {
    return HexFormat.of().formatHex(sha256(value));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Token[redacted]";
  }
}
