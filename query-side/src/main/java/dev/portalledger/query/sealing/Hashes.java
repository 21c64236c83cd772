package dev.portalledger.query.sealing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes of RFC 6962, section 2.1: a leaf can never be taken for a node. */
final class Hashes {

  static final int LENGTH = 32;

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  static byte[] leaf(byte[] entry) {
    var digest = digest();
    digest.update(LEAF);
    return digest.digest(entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    var digest = digest();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  static byte[] empty() {
    return digest().digest();
  }

  static byte[] first(byte[] bytes, int count) {
    return Arrays.copyOf(digest().digest(bytes), count);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private Hashes() {}
}
