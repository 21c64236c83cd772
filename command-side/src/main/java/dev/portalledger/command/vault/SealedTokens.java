package dev.portalledger.command.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tokens as they stand in a row; each may be gone. */
final class SealedTokens {

  final byte @Nullable [] access;
  final @Nullable Instant accessExpiresAt;
  final byte @Nullable [] refresh;
  final byte @Nullable [] fingerprint;

  SealedTokens(
      byte @Nullable [] access,
      @Nullable Instant accessExpiresAt,
      byte @Nullable [] refresh,
      byte @Nullable [] fingerprint) {
    this.access = access;
    this.accessExpiresAt = accessExpiresAt;
    this.refresh = refresh;
    this.fingerprint = fingerprint;
  }
}
