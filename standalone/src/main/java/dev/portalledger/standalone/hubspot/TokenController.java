package dev.portalledger.standalone.hubspot;

import dev.portalledger.standalone.hubspot.TokenOutcome.AppTokenIssued;
import dev.portalledger.standalone.hubspot.TokenOutcome.Refused;
import dev.portalledger.standalone.hubspot.TokenOutcome.TokensIssued;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Token, introspect, revoke, and the metadata endpoints of v1. */
@RestController
final class TokenController {

  private final Registry registry;

  TokenController(Registry registry) {
    this.registry = registry;
  }

  @PostMapping({
    "/oauth/v1/token",
    "/oauth/v3/token",
    "/oauth/2026-03/token",
    "/oauth/2026-09/token"
  })
  ResponseEntity<Map<String, Object>> token(HttpServletRequest request) {
    var form = FormBody.of(request);
    return registry.change(
        (state, situation) -> {
          var change = TokenRules.answer(state, form, situation);
          return new Change<>(change.state(), answer(change.result(), situation));
        });
  }

  @PostMapping({
    "/oauth/v3/token/introspect",
    "/oauth/2026-03/token/introspect",
    "/oauth/2026-09/token/introspect"
  })
  ResponseEntity<Map<String, Object>> introspect(HttpServletRequest request) {
    var form = FormBody.of(request);
    var token =
        form.value("token")
            .or(() -> form.value("refresh_token"))
            .or(() -> form.value("access_token"));
    return registry.look(
        (state, situation) ->
            ClientCheck.refuses(form, situation.app())
                .map(refusal -> HubSpotErrors.oauth(refusal, situation))
                .orElseGet(
                    () ->
                        ResponseEntity.ok(
                            grant(token.orElse(null), state, situation)
                                .or(() -> access(token.orElse(null), state, situation))
                                .orElseGet(TokenAnswers::inactive))));
  }

  /** Whatever the token, 200; only a refresh token is affected, and access tokens live on. */
  @PostMapping({
    "/oauth/v3/token/revoke",
    "/oauth/2026-03/token/revoke",
    "/oauth/2026-09/token/revoke"
  })
  ResponseEntity<Map<String, Object>> revoke(HttpServletRequest request) {
    var form = FormBody.of(request);
    var token = form.value("token").or(() -> form.value("refresh_token")).orElse(null);
    return registry.change(
        (state, situation) ->
            ClientCheck.refuses(form, situation.app())
                .map(refusal -> new Change<>(state, HubSpotErrors.oauth(refusal, situation)))
                .orElseGet(() -> new Change<>(revoked(state, token), ResponseEntity.ok().build())));
  }

  @GetMapping("/oauth/v1/refresh-tokens/{token}")
  ResponseEntity<Map<String, Object>> refreshToken(@PathVariable String token) {
    return registry.look(
        (state, situation) ->
            grant(token, state, situation)
                .map(
                    body ->
                        TokenAnswers.metadata(
                            body, "refresh", List.of("active", "token_use", "app_id")))
                .map(ResponseEntity::ok)
                .orElseGet(
                    () ->
                        HubSpotErrors.notFound("refresh token does not exist", situation.mint())));
  }

  @DeleteMapping("/oauth/v1/refresh-tokens/{token}")
  ResponseEntity<Map<String, Object>> deleteRefreshToken(@PathVariable String token) {
    return registry.change(
        (state, situation) ->
            new Change<>(revoked(state, token), ResponseEntity.noContent().build()));
  }

  @GetMapping("/oauth/v1/access-tokens/{token}")
  ResponseEntity<Map<String, Object>> accessToken(@PathVariable String token) {
    return registry.look(
        (state, situation) ->
            access(token, state, situation)
                .map(
                    body ->
                        TokenAnswers.metadata(
                            body, "access", List.of("active", "client_id", "token_use")))
                .map(ResponseEntity::ok)
                .orElseGet(
                    () -> HubSpotErrors.notFound("access token does not exist", situation.mint())));
  }

  private static ResponseEntity<Map<String, Object>> answer(
      TokenOutcome outcome, Situation situation) {
    return switch (outcome) {
      case TokensIssued tokens -> ResponseEntity.ok(TokenAnswers.issued(tokens, situation));
      case AppTokenIssued(var token) -> ResponseEntity.ok(TokenAnswers.issued(token));
      case Refused(var refusal) -> HubSpotErrors.oauth(refusal, situation);
    };
  }

  private static SandboxState revoked(SandboxState state, @Nullable String token) {
    return state.with(
        state.issued().ending(grant -> grant.refreshToken().is(token), Grant.End.REVOKED));
  }

  private static Optional<Map<String, Object>> grant(
      @Nullable String token, SandboxState state, Situation situation) {
    return state
        .issued()
        .grant(token)
        .filter(grant -> situation.lives(grant, state))
        .flatMap(
            grant ->
                state
                    .account(grant.consent().hubId())
                    .map(account -> TokenAnswers.introspected(grant, account, situation.app())));
  }

  private static Optional<Map<String, Object>> access(
      @Nullable String token, SandboxState state, Situation situation) {
    return state
        .issued()
        .accessToken(token)
        .filter(access -> situation.lives(access, state))
        .flatMap(
            access ->
                state
                    .account(access.consent().hubId())
                    .map(account -> TokenAnswers.introspected(access, account, situation)));
  }
}
