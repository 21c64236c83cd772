package dev.portalledger.standalone.hubspot;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where everything random comes from. */
@Component
final class Mint {

  private final SecureRandom random = new SecureRandom();

  /** A code or a refresh token: the hublet, then a UUID. */
  Token prefixed(String hublet) {
    return new Token(hublet + "-" + UUID.randomUUID());
  }

  Token accessToken(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new Token(("CI" + Base64.getUrlEncoder().encodeToString(bytes)).substring(0, length));
  }

  String uuid() {
    return UUID.randomUUID().toString();
  }
}
