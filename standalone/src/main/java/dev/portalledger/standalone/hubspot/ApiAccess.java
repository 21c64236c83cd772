package dev.portalledger.standalone.hubspot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a bearer may make a call; any one of the scopes opens it. */
sealed interface ApiAccess {

  /** The caller and the account the token belongs to. */
  record Allowed(Consent consent, Account account) implements ApiAccess {}

  /** No token, or one that means nothing (any more). */
  record Unknown() implements ApiAccess {}

  /** A token that was good until then. */
  record Expired(Instant at) implements ApiAccess {}

  /** A good token with too little in it. */
  record Lacking(List<String> anyOf) implements ApiAccess {}

  static ApiAccess of(
      @Nullable String authorization, List<String> anyOf, SandboxState state, Situation situation) {
    var token = state.issued().accessToken(bearer(authorization).orElse(null));
    if (token.isEmpty()) {
      return new Unknown();
    }
    if (!token.get().expiresAt().isAfter(situation.now())) {
      return new Expired(token.get().expiresAt());
    }
    var account = state.account(token.get().consent().hubId());
    if (account.isEmpty() || !situation.lives(token.get(), state)) {
      return new Unknown();
    }
    return anyOf.stream().anyMatch(token.get().consent().scopes()::contains)
        ? new Allowed(token.get().consent(), account.get())
        : new Lacking(anyOf);
  }

  static Optional<String> bearer(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> header.substring(7).trim());
  }
}
