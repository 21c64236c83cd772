package dev.portalledger.command.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portalledger.command.vault.Sealer;
import dev.portalledger.events.authorization.AttemptId;

/** The PKCE verifier at rest: opens in its own attempt's row and nowhere else. */
final class VerifierSeal {

  private static final String PURPOSE = "attempt-verifier";

  static byte[] seal(Sealer sealer, AttemptId attempt, String verifier) {
    return sealer.seal(verifier.getBytes(UTF_8), PURPOSE, attempt.value());
  }

  static String open(Sealer sealer, AttemptId attempt, byte[] sealed) {
    return new String(sealer.open(sealed, PURPOSE, attempt.value()), UTF_8);
  }

  private VerifierSeal() {}
}
