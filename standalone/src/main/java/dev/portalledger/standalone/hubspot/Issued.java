package dev.portalledger.standalone.hubspot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every code and token ever handed out, but for those long expired. */
record Issued(
    List<IssuedCode> codes,
    List<Grant> grants,
    List<AccessToken> accessTokens,
    List<AppToken> appTokens) {

  static final Issued NOTHING = new Issued(List.of(), List.of(), List.of(), List.of());

  // Late enough for every test of "expired" to still find what expired.
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(2);

  Issued {
    codes = List.copyOf(codes);
    grants = List.copyOf(grants);
    accessTokens = List.copyOf(accessTokens);
    appTokens = List.copyOf(appTokens);
  }

  Optional<IssuedCode> code(@Nullable String text) {
    return codes.stream().filter(code -> code.code().is(text)).findFirst();
  }

  Optional<Grant> grant(@Nullable String refreshToken) {
    return grants.stream().filter(grant -> grant.refreshToken().is(refreshToken)).findFirst();
  }

  Optional<AccessToken> accessToken(@Nullable String text) {
    return accessTokens.stream().filter(token -> token.token().is(text)).findFirst();
  }

  Optional<AppToken> appToken(@Nullable String text) {
    return appTokens.stream().filter(token -> token.token().is(text)).findFirst();
  }

  Issued with(IssuedCode code) {
    return new Issued(appended(codes, code), grants, accessTokens, appTokens);
  }

  Issued spent(IssuedCode code) {
    return new Issued(
        codes.stream().map(each -> each.equals(code) ? each.spent() : each).toList(),
        grants,
        accessTokens,
        appTokens);
  }

  /** Adds the grant, or puts it in the place of the one with the same refresh token. */
  Issued with(Grant grant) {
    var others =
        grants.stream().filter(each -> !each.refreshToken().equals(grant.refreshToken())).toList();
    return new Issued(codes, appended(others, grant), accessTokens, appTokens);
  }

  Issued with(AccessToken token) {
    return new Issued(codes, grants, appended(accessTokens, token), appTokens);
  }

  Issued with(AppToken token) {
    return new Issued(codes, grants, accessTokens, appended(appTokens, token));
  }

  Issued ending(Predicate<Grant> which, Grant.End cause) {
    UnaryOperator<Grant> end = grant -> which.test(grant) ? grant.ended(cause) : grant;
    return new Issued(codes, grants.stream().map(end).toList(), accessTokens, appTokens);
  }

  Issued uninstalled(long hubId) {
    var tokens =
        accessTokens.stream()
            .map(token -> token.consent().hubId() == hubId ? token.afterUninstall() : token)
            .toList();
    return new Issued(codes, grants, tokens, appTokens)
        .ending(grant -> grant.consent().hubId() == hubId, Grant.End.UNINSTALLED);
  }

  Issued withoutLongExpired(Instant now) {
    var before = now.minus(KEPT_AFTER_EXPIRY);
    return new Issued(
        codes.stream()
            .filter(code -> code.issuedAt().plus(Knobs.LONGEST_CODE_LIFETIME).isAfter(before))
            .toList(),
        grants,
        accessTokens.stream().filter(token -> token.expiresAt().isAfter(before)).toList(),
        appTokens.stream().filter(token -> token.expiresAt().isAfter(before)).toList());
  }

  private static <T> List<T> appended(List<T> list, T last) {
    return Stream.concat(list.stream(), Stream.of(last)).toList();
  }
}
