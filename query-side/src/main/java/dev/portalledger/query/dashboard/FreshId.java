package dev.portalledger.query.dashboard;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Ids for what a form asks for, given out with it, so that a form sent twice asks once: 128 random
 * bits.
 */
public final class FreshId {

  private static final SecureRandom RANDOM = new SecureRandom();

  public static String next() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private FreshId() {}
}
