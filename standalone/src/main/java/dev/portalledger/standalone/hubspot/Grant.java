package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A refresh token and what it stands for. */
record Grant(
    Token refreshToken,
    String clientId,
    Consent consent,
    Instant grantedAt,
    int accessTokensIssued,
    @Nullable End end) {

  boolean alive() {
    return end == null;
  }

  boolean aliveIn(long hubId) {
    return alive() && consent.hubId() == hubId;
  }

  Grant ended(End cause) {
    return alive()
        ? new Grant(refreshToken, clientId, consent, grantedAt, accessTokensIssued, cause)
        : this;
  }

  Grant consentedAgain(Consent again) {
    return new Grant(refreshToken, clientId, again, grantedAt, accessTokensIssued, end);
  }

  Grant oneMoreAccessToken() {
    return new Grant(refreshToken, clientId, consent, grantedAt, accessTokensIssued + 1, end);
  }

  Grant rotatedTo(Token next) {
    return new Grant(next, clientId, consent, grantedAt, accessTokensIssued, end);
  }

  /** Why a refresh token no longer works. */
  enum End {
    REVOKED,
    UNINSTALLED,
    REPLACED
  }
}
