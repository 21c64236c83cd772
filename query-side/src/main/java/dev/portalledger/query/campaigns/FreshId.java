package dev.portalledger.query.campaigns;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids for campaigns to come: 128 random bits. */
final class FreshId {

  private static final SecureRandom RANDOM = new SecureRandom();

  static String next() {
    var bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private FreshId() {}
}
