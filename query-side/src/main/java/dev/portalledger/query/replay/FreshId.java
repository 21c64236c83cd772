package dev.portalledger.query.replay;

import java.security.SecureRandom;
import java.util.Base64;

/** The id of a replay that a form would start, so that a form sent twice starts one. */
final class FreshId {

  private static final SecureRandom RANDOM = new SecureRandom();

  static String next() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private FreshId() {}
}
