package dev.portalledger.standalone.hubspot;

import dev.portalledger.standalone.hubspot.Knobs.Reauthorization;
import dev.portalledger.standalone.hubspot.TokenOutcome.AppTokenIssued;
import dev.portalledger.standalone.hubspot.TokenOutcome.Refused;
import dev.portalledger.standalone.hubspot.TokenOutcome.TokensIssued;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the token endpoint answers to each grant type, and what that changes. */
final class TokenRules {

  static final Duration ACCESS_TOKEN_LIFE = Duration.ofMinutes(30);

  static final Set<String> JOURNAL_SCOPES =
      Set.of(
          "developer.webhooks_journal.read",
          "developer.webhooks_journal.subscriptions.read",
          "developer.webhooks_journal.subscriptions.write");

  static Change<TokenOutcome> answer(SandboxState state, FormBody form, Situation situation) {
    var stranger = ClientCheck.refuses(form, situation.app());
    if (stranger.isPresent()) {
      return refused(state, stranger.get());
    }
    return switch (form.value("grant_type").orElse("")) {
      case "authorization_code" -> exchange(state, form, situation);
      case "refresh_token" -> refresh(state, form, situation);
      case "client_credentials" -> appToken(state, form, situation);
      default -> refused(state, OAuthRefusal.BAD_GRANT_TYPE);
    };
  }

  private static Change<TokenOutcome> exchange(
      SandboxState state, FormBody form, Situation situation) {
    var code = state.issued().code(form.value("code").orElse(null)).filter(each -> !each.used());
    if (code.isEmpty()) {
      return refused(state, OAuthRefusal.BAD_AUTH_CODE);
    }
    return refusalOf(code.get(), state, form, situation)
        .map(refusal -> refused(state, refusal))
        .orElseGet(() -> exchanged(state, code.get(), situation));
  }

  private static Optional<OAuthRefusal> refusalOf(
      IssuedCode code, SandboxState state, FormBody form, Situation situation) {
    var expiresAt = code.issuedAt().plusSeconds(situation.knobs().codeLifetimeSeconds());
    if (!code.client().clientId().equals(situation.app().clientId())) {
      return Optional.of(OAuthRefusal.BAD_AUTH_CODE);
    }
    if (!expiresAt.isAfter(situation.now())) {
      return Optional.of(OAuthRefusal.EXPIRED_AUTH_CODE);
    }
    if (!form.has("redirect_uri", code.client().redirectUri())) {
      return Optional.of(OAuthRefusal.BAD_REDIRECT_URI);
    }
    if (!proven(code.challenge(), form.value("code_verifier").orElse(null))) {
      return Optional.of(OAuthRefusal.BAD_CODE_VERIFIER);
    }
    return state.account(code.consent().hubId()).isEmpty()
        ? Optional.of(OAuthRefusal.BAD_HUB)
        : Optional.empty();
  }

  private static boolean proven(@Nullable String challenge, @Nullable String verifier) {
    return challenge == null
        || (verifier != null
            && Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Token.sha256(verifier))
                .equals(challenge));
  }

  private static Change<TokenOutcome> exchanged(
      SandboxState state, IssuedCode code, Situation situation) {
    var consent = code.consent();
    var what =
        state.installs().has(consent.hubId())
            ? Optional.<Journal.Lifecycle>empty()
            : Optional.of(Journal.Lifecycle.APP_INSTALL);
    var journal =
        what.map(
                event ->
                    state
                        .journal()
                        .wrote(event, consent.hubId(), consent.userId(), situation.now()))
            .orElse(state.journal());
    var installed =
        state
            .with(state.issued().spent(code))
            .with(state.installs().connected(consent, situation.now()))
            .with(journal);
    return granted(installed, consent, situation);
  }

  private static Change<TokenOutcome> granted(
      SandboxState state, Consent consent, Situation situation) {
    var alive =
        state.issued().grants().stream()
            .filter(
                grant ->
                    grant.aliveIn(consent.hubId())
                        && grant.clientId().equals(situation.app().clientId()))
            .toList();
    var own = alive.stream().filter(grant -> grant.consent().sameUserAs(consent)).toList();
    if (!own.isEmpty()) {
      return granted(state, consent, situation, situation.knobs().reauthorizeSameUser(), own);
    }
    return alive.isEmpty()
        ? issued(state, fresh(state, consent, situation), situation)
        : granted(state, consent, situation, situation.knobs().reauthorizeOtherUser(), alive);
  }

  private static Change<TokenOutcome> granted(
      SandboxState state,
      Consent consent,
      Situation situation,
      Reauthorization mode,
      List<Grant> earlier) {
    Predicate<Grant> isEarlier = earlier::contains;
    return switch (mode) {
      case SAME_TOKEN -> issued(state, earlier.getLast().consentedAgain(consent), situation);
      case NEW_TOKEN_OLD_ALIVE -> issued(state, fresh(state, consent, situation), situation);
      case NEW_TOKEN_OLD_DEAD ->
          issued(
              state.with(state.issued().ending(isEarlier, Grant.End.REPLACED)),
              fresh(state, consent, situation),
              situation);
    };
  }

  private static Grant fresh(SandboxState state, Consent consent, Situation situation) {
    return new Grant(
        refreshToken(state, consent, situation),
        situation.app().clientId(),
        consent,
        situation.now(),
        0,
        null);
  }

  private static Token refreshToken(SandboxState state, Consent consent, Situation situation) {
    return situation
        .mint()
        .prefixed(state.account(consent.hubId()).map(Account::hublet).orElse("na1"));
  }

  private static Change<TokenOutcome> refresh(
      SandboxState state, FormBody form, Situation situation) {
    var grant = state.issued().grant(form.value("refresh_token").orElse(null));
    if (grant.isEmpty()) {
      return refused(state, OAuthRefusal.BAD_REFRESH_TOKEN);
    }
    if (!grant.get().clientId().equals(situation.app().clientId())) {
      return refused(state, OAuthRefusal.MISMATCH_REFRESH_TOKEN_CLIENT);
    }
    if (state.account(grant.get().consent().hubId()).isEmpty()) {
      return refused(state, OAuthRefusal.BAD_HUB);
    }
    if (!situation.lives(grant.get(), state)) {
      return refused(state, OAuthRefusal.BAD_REFRESH_TOKEN);
    }
    return refreshed(state, grant.get(), situation);
  }

  private static Change<TokenOutcome> refreshed(
      SandboxState state, Grant grant, Situation situation) {
    if (!situation.knobs().rotateRefreshToken()) {
      return issued(state, grant, situation);
    }
    var ended = state.with(state.issued().with(grant.ended(Grant.End.REPLACED)));
    return issued(
        ended, grant.rotatedTo(refreshToken(state, grant.consent(), situation)), situation);
  }

  private static Change<TokenOutcome> issued(SandboxState state, Grant grant, Situation situation) {
    var token = situation.mint().accessToken(situation.knobs().accessTokenLength());
    var access =
        new AccessToken(token, grant.consent(), situation.now().plus(ACCESS_TOKEN_LIFE), false);
    var next = state.issued().with(grant.oneMoreAccessToken()).with(access);
    return new Change<>(state.with(next), new TokensIssued(grant, access));
  }

  private static Change<TokenOutcome> appToken(
      SandboxState state, FormBody form, Situation situation) {
    var scopes =
        Arrays.stream(form.value("scope").orElse("").split(" ", -1))
            .filter(scope -> !scope.isEmpty())
            .toList();
    if (scopes.isEmpty() || !JOURNAL_SCOPES.containsAll(scopes)) {
      return refused(state, OAuthRefusal.BAD_SCOPES);
    }
    var token = situation.mint().accessToken(situation.knobs().accessTokenLength());
    var issued = new AppToken(token, scopes, situation.now().plus(ACCESS_TOKEN_LIFE));
    return new Change<>(state.with(state.issued().with(issued)), new AppTokenIssued(issued));
  }

  private static Change<TokenOutcome> refused(SandboxState state, OAuthRefusal refusal) {
    return new Change<>(state, new Refused(refusal));
  }

  private TokenRules() {}
}
